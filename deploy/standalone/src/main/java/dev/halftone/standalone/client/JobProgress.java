package dev.halftone.standalone.client;

import dev.halftone.job.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param bytesIn of the images that succeeded, as they were fetched
 * @param bytesOut of what was stored for them
 */
public record JobProgress(
        JobState status,
        int images,
        int succeeded,
        int failed,
        int cancelled,
        long bytesIn,
        long bytesOut,
        Instant acceptedAt,
        @Nullable Instant completedAt,
        @Nullable Long etaSeconds) {

    public int done() {
        return succeeded + failed + cancelled;
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
        return status.isTerminal();
    }
}
