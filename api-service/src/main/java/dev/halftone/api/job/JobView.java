package dev.halftone.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Job",
        description = "A job at the moment of the answer. succeeded + failed + cancelled + pending = images.")
public record JobView(
        @Schema(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001")
        JobId requestId,

        @Schema(description = "Where the job is. The last four never change.", example = "running")
        JobState status,

        @Schema(
                description =
                        "While it waits until fewer jobs of its tenant run (`halftone.dispatch.jobs-per-tenant`): how many of those that wait come before it, and one. Not in lists.",
                example = "3")
        @Nullable
        Integer place,

        @Schema(description = "Rows of the manifest that were accepted.", example = "500")
        int rows,

        @Schema(description = "Rows of the manifest that were left out; see its rejected-rows.", example = "0")
        int rejectedRows,

        @Schema(description = "Images to be made.", example = "1200")
        int images,

        @Schema(description = "Images whose every rendition is stored.", example = "640")
        int succeeded,

        @Schema(description = "Images that could not be made.", example = "2")
        int failed,

        @Schema(description = "Images that were cancelled before they ended.", example = "0")
        int cancelled,

        @Schema(description = "Images that have not ended.", example = "558")
        int pending,

        @Schema(description = "Bytes of the fetched images.", example = "512000000")
        long bytesIn,

        @Schema(description = "Bytes of the stored renditions.", example = "230000000")
        long bytesOut,

        @Schema(description = "What is made of each image.") List<RenditionView> renditions,

        @Schema(description = "What is found out about each image.", example = "[\"blurhash\"]")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> analyses,

        @Schema(description = "When the job was accepted.", example = "2026-01-31T12:00:00Z")
        Instant acceptedAt,

        @Schema(description = "When work on it began; absent before.", example = "2026-01-31T12:00:01Z") @Nullable
        Instant startedAt,

        @Schema(description = "When its last image ended; absent before.", example = "2026-01-31T12:05:00Z") @Nullable
        Instant completedAt,

        @Schema(
                description =
                        "Seconds until it completes, at its pace so far; absent before its first image ended and after its last.",
                example = "42")
        @Nullable
        Long etaSeconds,

        @Schema(
                description = "The job whose failed images this one retries.",
                example = "0199d3a1-7c00-7000-8000-000000000000")
        @Nullable
        JobId retryOf,

        @Schema(
                description =
                        "Jobs that retry failed images of this one, or of its retries; oldest first. Not in lists.")
        @Nullable
        List<JobId> retries,

        @Schema(description = "The first failed images, ten at most, by row and position. Not in lists.") @Nullable
        List<FailureView> failures,

        JobLinks links) {

    /** A named output and its pipeline. */
    @Schema(name = "Rendition", description = "A named output of the job.")
    record RenditionView(
            @Schema(description = "Its name.", example = "compressed")
            String name,

            @Schema(
                    description = "Its operations, in order.",
                    example = "[{\"operation\": \"compress\", \"ratio\": 0.5}]")
            List<Map<String, Object>> pipeline) {

        static RenditionView of(Rendition rendition) {
            return new RenditionView(rendition.name(), rendition.pipeline().asked());
        }
    }

    /** For a list. */
    static JobView of(Job job, JobLinks links) {
        return of(job, links, null, null, null);
    }

    /** With what one job alone shows. */
    static JobView of(
            Job job,
            JobLinks links,
            @Nullable List<JobId> retries,
            @Nullable List<FailureView> failures,
            @Nullable Integer place) {
        return new JobView(
                job.id(),
                job.state(),
                place,
                job.rows(),
                job.rejectedRows(),
                job.counts().images(),
                job.counts().succeeded(),
                job.counts().failed(),
                job.counts().cancelled(),
                job.counts().pending(),
                job.bytesIn(),
                job.bytesOut(),
                job.renditions().stream().map(RenditionView::of).toList(),
                job.analyses(),
                job.acceptedAt(),
                job.startedAt(),
                job.completedAt(),
                job.etaSeconds(),
                job.retryOf(),
                retries,
                failures,
                links);
    }
}
