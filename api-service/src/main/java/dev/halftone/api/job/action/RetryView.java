package dev.halftone.api.job.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.Job;
import dev.halftone.api.job.JobLinks;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a retry is answered with. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AcceptedRetry", description = "The job that retries the failed images. It is durable.")
record RetryView(
        @Schema(description = "The request id of the retry.", example = "0199d3a1-7c00-7000-8000-000000000002")
        JobId requestId,

        @Schema(description = "Where the retry is.", example = "accepted")
        JobState status,

        @Schema(description = "How many rows have images to be retried.", example = "2")
        int rows,

        @Schema(description = "How many images are retried.", example = "3")
        int images,

        @Schema(description = "The job that is retried.", example = "0199d3a1-7c00-7000-8000-000000000001")
        JobId retryOf,

        @Schema(
                description = "Only images that failed for this reason are retried; absent: of any.",
                example = "timeout")
        @Nullable
        String reason,

        @Schema(description = "Only images of this host are retried; absent: of any.", example = "cdn.example.com")
        @Nullable
        String host,

        JobLinks links) {

    static RetryView of(Job retry, RetryFilter filter, JobLinks links) {
        return new RetryView(
                retry.id(),
                retry.state(),
                retry.rows(),
                retry.counts().images(),
                Objects.requireNonNull(retry.retryOf()),
                filter.reasonName(),
                filter.host(),
                links);
    }
}
