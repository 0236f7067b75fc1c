package dev.halftone.api.image;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The body of a request to process images, as the API's description shows it. */
@Schema(name = "ImagesToProcess", description = "Images that are to be processed anew, and what is to be made of them.")
record ProcessFields(
        @ArraySchema(
                arraySchema = @Schema(description = "The images' ids, as the history or a job's images show them."),
                schema = @Schema(type = "string", example = "0199d3a1-7c00-7000-8000-000000000001-7-0"))
        List<String> ids,

        @Schema(description = "The operations for each image, in order.")
        List<Map<String, Object>> pipeline,

        @Schema(description = "Instead of a pipeline: several named outputs, each with its own.")
        List<Map<String, Object>> renditions,

        @Schema(description = "What is to be found out about each image: names of `GET /v1/analyses`.")
        List<String> analyses,

        @Schema(
                description = "Where the job's end is told: an http or https URL that answers POST with 2xx.",
                example = "https://shop.example.com/hooks/halftone")
        String webhookUrl,

        @Schema(description = "What the webhook is signed with; if it is left out, one is made and told in the answer.")
        String webhookSecret) {

    ProcessFields {
        ids = List.copyOf(ids);
        pipeline = List.copyOf(pipeline);
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
    }
}
