package dev.halftone.api.monitoring;

import dev.halftone.api.job.Columns;
import dev.halftone.outcome.FailureReason;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Images of one interval that ended in the same way.
 *
 * @param begin of the interval
 * @param status the wire name
 * @param reason why they failed, if they did
 * @param processTime the bucket of {@link ProcessTimes} that their processing took
 */
record Counted(
        Instant begin,
        String status,
        @Nullable FailureReason reason,
        int processTime,
        long images,
        long bytesIn,
        long bytesOut) {

    static Counted read(Readable line) {
        Columns columns = new Columns(line);
        String reason = columns.text("reason");
        return new Counted(
                columns.instant("begins"),
                columns.text("status"),
                reason.isEmpty() ? null : FailureReason.of(reason),
                columns.number("process_time"),
                columns.get("images", Long.class),
                columns.get("bytes_in", Long.class),
                columns.get("bytes_out", Long.class));
    }
}
