package dev.halftone.api.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.JobLinks;
import dev.halftone.api.job.KeyClaim;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a submission that was not refused is answered with. */
public sealed interface SubmissionAnswer {

    /** The job is durable; no image is touched yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AcceptedJob", description = "The job is durable; no image is touched yet.")
    record Accepted(
            @Schema(
                    description = "Identifies the job in every other call.",
                    type = "string",
                    format = "uuid",
                    example = "0199d3a1-7c00-7000-8000-000000000001")
            JobId requestId,

            @Schema(description = "The job's state.", allowableValues = "accepted", example = "accepted")
            String status,

            @Schema(description = "How many rows were accepted.", example = "2")
            int rows,

            @Schema(description = "How many images they have.", example = "3")
            int images,

            @Schema(description = "How many rows were left out (mode `lenient`).", example = "0")
            int rejectedRows,

            @Schema(
                    description =
                            "What the webhook is signed with (Standard Webhooks), if the submission brought none. It is told here, and again only to who sends the same submission again with the same `Idempotency-Key`.",
                    example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            @Nullable
            String webhookSecret,

            JobLinks links)
            implements SubmissionAnswer {

        private static final String STATUS = JobState.ACCEPTED.wireName();

        public static Accepted of(AcceptedJob job, @Nullable String webhookSecret, JobLinks links) {
            return new Accepted(job.id(), STATUS, job.rows(), job.images(), job.rejectedRows(), webhookSecret, links);
        }

        /** What the first of equal submissions was answered with, whatever became of its job since. */
        public static Accepted again(KeyClaim.Used first, @Nullable String webhookSecret, JobLinks links) {
            return new Accepted(
                    first.job(), STATUS, first.rows(), first.images(), first.rejectedRows(), webhookSecret, links);
        }
    }

    /** Nothing was stored. */
    @Schema(name = "ValidatedManifest", description = "What a dry run found. Nothing was stored.")
    record Validated(
            @Schema(
                    description = "Whether mode `strict` would accept it.",
                    allowableValues = {"valid", "rejected"},
                    example = "rejected")
            String status,

            @Schema(description = "How many rows are valid.", example = "2")
            int rows,

            @Schema(description = "How many images they have.", example = "3")
            int images,

            @Schema(description = "How many rows would be rejected.", example = "1")
            int rejectedRows,

            @Schema(description = "The first 100 faults.") List<ProblemError> errors)
            implements SubmissionAnswer {}
}
