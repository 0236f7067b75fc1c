package dev.halftone.api.dispatch;

import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row as PostgreSQL has it.
 *
 * @param images how many it has, whether they are to be published or not
 * @param pending the sources that are to be published
 */
record OwedRow(int number, String serialNumber, String productName, int images, List<Source> pending) {

    OwedRow {
        pending = List.copyOf(pending);
    }

    /**
     * @param urls by position; {@code null} where a retry leaves a position out
     * @param positions those to be published, in order
     */
    static OwedRow of(
            int number, String serialNumber, String productName, @Nullable String[] urls, Integer[] positions) {
        int images = (int) Arrays.stream(urls).filter(Objects::nonNull).count();
        List<Source> pending = Arrays.stream(positions)
                .map(position -> new Source(position, Objects.requireNonNull(urls[position])))
                .toList();
        return new OwedRow(number, serialNumber, productName, images, pending);
    }

    Row row(JobId job) {
        return new Row(job, number, serialNumber, productName, pending);
    }

    /** The positions to be published. */
    IntStream positions() {
        return pending.stream().mapToInt(Source::position);
    }
}
