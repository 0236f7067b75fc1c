package dev.halftone.worker.webhook;

import dev.halftone.event.JobCompleted;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import dev.halftone.wire.TraceParent;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a claimed delivery and its job from a row of the database. */
final class ClaimRow {

    private final String publicBaseUrl;

    ClaimRow(LinkSettings links) {
        this.publicBaseUrl = links.publicBaseUrl();
    }

    Claim claim(Readable row) {
        return new Claim(
                required(row, "id", UUID.class),
                required(row, "endpoint_id", UUID.class),
                new JobId(required(row, "job_id", UUID.class)),
                required(row, "url", String.class),
                required(row, "secret", String.class),
                row.get("body", byte[].class),
                required(row, "attempts", Integer.class),
                required(row, "claimed_at", Instant.class),
                required(row, "leased_until", Instant.class),
                event(row),
                TraceParent.read(row.get("traceparent", String.class)));
    }

    private @Nullable JobCompleted event(Readable row) {
        UUID job = row.get("job", UUID.class);
        if (job == null) {
            return null;
        }
        JobCounts counts = new JobCounts(
                required(row, "images", Integer.class),
                required(row, "succeeded", Integer.class),
                required(row, "failed", Integer.class),
                required(row, "cancelled", Integer.class));
        JobCompleted.Data data = JobCompleted.Data.of(
                new JobId(job),
                JobState.of(required(row, "state", String.class)),
                required(row, "rows", Integer.class),
                counts,
                required(row, "bytes_in", Long.class),
                required(row, "bytes_out", Long.class),
                EventBody.links(publicBaseUrl, job));
        return new JobCompleted(required(row, "completed_at", Instant.class), data);
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
