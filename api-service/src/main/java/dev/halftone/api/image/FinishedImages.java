package dev.halftone.api.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.Job;
import dev.halftone.api.job.JobLinks;
import dev.halftone.api.job.image.ImageView;
import dev.halftone.api.submission.SubmissionAnswer;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images that were sent, with what became of them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "FinishedImages", description = "Images that were sent, with what became of them. Their job has ended.")
record FinishedImages(
        @Schema(
                description = "Identifies the job in every other call.",
                type = "string",
                format = "uuid",
                example = "0199d3a1-7c00-7000-8000-000000000001")
        JobId requestId,

        @Schema(description = "How the job ended.", example = "completed")
        JobState status,

        @Schema(description = "The images, in the order of the parts.")
        List<ImageView> images,

        @Schema(
                description = "What the webhook is signed with (Standard Webhooks), if the request brought no secret.",
                example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @Nullable
        String webhookSecret,

        JobLinks links) {

    FinishedImages {
        images = List.copyOf(images);
    }

    static FinishedImages of(Job job, List<ImageView> images, SubmissionAnswer.Accepted accepted) {
        return new FinishedImages(job.id(), job.state(), images, accepted.webhookSecret(), accepted.links());
    }
}
