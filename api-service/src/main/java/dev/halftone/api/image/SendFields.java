package dev.halftone.api.image;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The form in which images are sent, as the API's description shows it. */
@Schema(name = "SentImages", description = "Images, and what is to be made of them. The fields come in any order.")
record SendFields(
        @ArraySchema(
                arraySchema =
                        @Schema(description = "The images, each a file.", requiredMode = Schema.RequiredMode.REQUIRED),
                schema = @Schema(type = "string", format = "binary"))
        List<String> image,

        @Schema(
                description = "The operations for each image, in order, as a JSON array.",
                example = "[{\"operation\":\"compress\",\"ratio\":0.5}]")
        String pipeline,

        @Schema(description = "Instead of a pipeline: several named outputs, each with its own, as a JSON array.")
        String renditions,

        @Schema(
                description =
                        "What is to be found out about each image: names of `GET /v1/analyses`, with commas between them or as a JSON array.",
                example = "blurhash,dominant-colour")
        String analyses,

        @Schema(
                description = "Where the job's end is told: an http or https URL that answers POST with 2xx.",
                example = "https://shop.example.com/hooks/halftone")
        String webhookUrl,

        @Schema(description = "What the webhook is signed with; if it is left out, one is made and told in the answer.")
        String webhookSecret) {

    SendFields {
        image = List.copyOf(image);
    }
}
