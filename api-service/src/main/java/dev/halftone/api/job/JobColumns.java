package dev.halftone.api.job;

import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import dev.halftone.wire.RenditionJson;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;

/** A line of the jobs table as a {@link Job}. */
final class JobColumns {

    private JobColumns() {}

    static Job read(Readable line) {
        Columns columns = new Columns(line);
        UUID retryOf = line.get("retry_of", UUID.class);
        return new Job(
                new JobId(columns.get("id", UUID.class)),
                JobState.of(columns.text("state")),
                List.of(columns.get("columns", String[].class)),
                RenditionJson.readAccepted(columns.text("renditions")),
                List.of(columns.get("analyses", String[].class)),
                columns.number("rows"),
                columns.number("rejected_rows"),
                new JobCounts(
                        columns.number("images"),
                        columns.number("succeeded"),
                        columns.number("failed"),
                        columns.number("cancelled")),
                columns.get("bytes_in", Long.class),
                columns.get("bytes_out", Long.class),
                retryOf == null ? null : new JobId(retryOf),
                columns.instant("accepted_at"),
                columns.instantOrNull("started_at"),
                columns.instantOrNull("completed_at"),
                line.get("eta_seconds", Long.class));
    }
}
