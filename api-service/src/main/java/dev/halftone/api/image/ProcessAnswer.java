package dev.halftone.api.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.halftone.api.job.JobLinks;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request to process images is answered with. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ProcessedImages", description = "The job that processes the images, and which of them it leaves out.")
record ProcessAnswer(
        @Schema(
                description =
                        "The job: a new one, or the one that the same images and renditions were asked of before. Absent if no image was named.",
                type = "string",
                format = "uuid",
                example = "0199d3a1-7c00-7000-8000-000000000002")
        @Nullable
        JobId requestId,

        @ArraySchema(
                arraySchema = @Schema(description = "The images that are processed, each once, in the order given."),
                schema = @Schema(type = "string", example = "0199d3a1-7c00-7000-8000-000000000001-7-0"))
        List<ImageId> accepted,

        @Schema(description = "What is not processed, in the order given.")
        List<RejectedId> rejected,

        @Schema(
                description =
                        "What the webhook is signed with (Standard Webhooks), if there is one and the request brought no secret.",
                example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @Nullable
        String webhookSecret,

        @Schema(description = "Where the job can be read and acted on.") @Nullable
        JobLinks links) {

    ProcessAnswer {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /** To a request that names no image. */
    static ProcessAnswer ofNothing() {
        return new ProcessAnswer(null, List.of(), List.of(), null, null);
    }

    /** What was given as an id and is not processed. */
    @Schema(name = "RejectedImage", description = "What was given as an image's id and is not processed.")
    record RejectedId(
            @Schema(description = "What was given.", example = "lamp")
            String id,

            @Schema(
                    description = "Why: it is no id, or no image of yours has it.",
                    type = "string",
                    allowableValues = {"not_an_id", "unknown"},
                    example = "not_an_id")
            Reason reason) {}

    /** Why an id is rejected. */
    enum Reason {
        NOT_AN_ID,
        /** Nobody's, or another tenant's: which of them is not told. */
        UNKNOWN;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
