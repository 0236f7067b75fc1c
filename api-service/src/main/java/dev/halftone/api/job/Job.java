package dev.halftone.api.job;

import dev.halftone.image.Rendition;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was at one moment.
 *
 * @param columns the manifest's own header, in order
 * @param analyses the names of what is found out about each image
 * @param bytesIn of all fetched images
 * @param bytesOut of all stored renditions
 * @param startedAt when its first row was published or its first image ended, if one was
 * @param etaSeconds until it completes if it goes on as it did so far; none before the first image ended and after the last
 */
public record Job(
        JobId id,
        JobState state,
        List<String> columns,
        List<Rendition> renditions,
        List<String> analyses,
        int rows,
        int rejectedRows,
        JobCounts counts,
        long bytesIn,
        long bytesOut,
        @Nullable JobId retryOf,
        Instant acceptedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long etaSeconds) {

    public Job {
        columns = List.copyOf(columns);
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
    }

    /** The fingerprints of what is made of each image. */
    public String[] fingerprints() {
        return renditions.stream()
                .map(rendition -> rendition.pipeline().fingerprint())
                .toArray(String[]::new);
    }
}
