package dev.halftone.api.job.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.Job;
import dev.halftone.job.JobCounts;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/** What an event carries. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Progress", description = "What an event carries. succeeded + failed + cancelled + pending = images.")
record ProgressView(
        @Schema(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001")
        JobId requestId,

        @Schema(description = "Where the job is.", example = "running")
        JobState status,

        @Schema(description = "Images to be made.", example = "1200")
        int images,

        @Schema(description = "Images whose every rendition is stored.", example = "640")
        int succeeded,

        @Schema(description = "Images that could not be made.", example = "2")
        int failed,

        @Schema(description = "Images that were cancelled.", example = "0")
        int cancelled,

        @Schema(description = "Images that have not ended.", example = "558")
        int pending,

        @Schema(description = "Bytes of the fetched images.", example = "512000000")
        long bytesIn,

        @Schema(description = "Bytes of the stored renditions.", example = "230000000")
        long bytesOut,

        @Schema(description = "Seconds until the job completes, at its pace so far.", example = "42") @Nullable
        Long etaSeconds) {

    static ServerSentEvent<ProgressView> event(Job job) {
        return ServerSentEvent.<ProgressView>builder()
                .id(Long.toString(number(job)))
                .event(job.state().isTerminal() ? "job.completed" : "progress")
                .data(of(job))
                .build();
    }

    /** Grows with every change of the job that is told. Accepted is 0, started 1, each image one more, and the end another. */
    static long number(Job job) {
        int ended = job.counts().images() - job.counts().pending();
        return switch (job.state()) {
            case ACCEPTED -> 0;
            case RUNNING -> 1L + ended;
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED -> 2L + ended;
        };
    }

    private static ProgressView of(Job job) {
        JobCounts counts = job.counts();
        return new ProgressView(
                job.id(),
                job.state(),
                counts.images(),
                counts.succeeded(),
                counts.failed(),
                counts.cancelled(),
                counts.pending(),
                job.bytesIn(),
                job.bytesOut(),
                job.etaSeconds());
    }
}
