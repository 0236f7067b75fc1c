package dev.halftone.api.job;

import io.swagger.v3.oas.annotations.media.Schema;

/** Where a job can be read and acted on. */
@Schema(description = "Where the job can be read and acted on.")
public record JobLinks(
        @Schema(
                description = "The job itself: state and counts.",
                example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001")
        String self,

        @Schema(
                description = "Progress as server-sent events.",
                example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/events")
        String events,

        @Schema(description = "How each image ended.", example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/images")
        String images,

        @Schema(
                description = "The manifest with its output URLs.",
                example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/report.csv")
        String report,

        @Schema(
                description = "POST here to cancel what is pending.",
                example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/cancel")
        String cancel,

        @Schema(
                description = "POST here, once it ended, for a new job of the failed images.",
                example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/retry")
        String retry,

        @Schema(
                description = "What its webhooks were told, and what they answered.",
                example = "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/deliveries")
        String deliveries) {

    static JobLinks under(String self) {
        return new JobLinks(
                self,
                self + "/events",
                self + "/images",
                self + "/report.csv",
                self + "/cancel",
                self + "/retry",
                self + "/deliveries");
    }
}
