package dev.halftone.api.dispatch;

import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row as PostgreSQL has it.
 *
 * @param ended positions that have their outcome already
 */
record OwedRow(int number, String serialNumber, String productName, List<Source> sources, Set<Integer> ended) {

    /** @param urls by position; {@code null} where a retry leaves a position out */
    static List<Source> sources(@Nullable String[] urls) {
        return IntStream.range(0, urls.length)
                .filter(position -> urls[position] != null)
                .mapToObj(position -> new Source(position, Objects.requireNonNull(urls[position])))
                .toList();
    }

    int images() {
        return sources.size();
    }

    /** The row with the sources that are left to be done; empty if none is. */
    Optional<Row> unfinished(JobId job) {
        List<Source> pending = sources.stream()
                .filter(source -> !ended.contains(source.position()))
                .toList();
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new Row(job, number, serialNumber, productName, pending));
    }
}
