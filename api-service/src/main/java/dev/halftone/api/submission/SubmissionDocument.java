package dev.halftone.api.submission;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** A manifest of JSON, as the API's description shows it. */
@Schema(
        name = "SubmissionDocument",
        description = "Images, and what is to be done with them. The fields come in any order.")
record SubmissionDocument(
        @Schema(description = "The images.", requiredMode = Schema.RequiredMode.REQUIRED)
        List<Image> images,

        @Schema(description = SubmissionFields.FILTERS) List<Filter> filters,

        @Schema(description = SubmissionFields.PIPELINE) List<Map<String, Object>> pipeline,

        @Schema(description = SubmissionFields.RENDITIONS) List<Map<String, Object>> renditions,

        @Schema(description = SubmissionFields.ANALYSES, example = "[\"blurhash\", \"dominant-colour\"]")
        List<String> analyses,

        @Schema(
                description = SubmissionFields.MODE,
                allowableValues = {"strict", "lenient", "dry_run"},
                example = "strict")
        String mode,

        @Schema(description = SubmissionFields.WEBHOOK_URL, example = SubmissionFields.WEBHOOK_URL_EXAMPLE)
        String webhookUrl,

        @Schema(description = SubmissionFields.WEBHOOK_SECRET, example = SubmissionFields.WEBHOOK_SECRET_EXAMPLE)
        String webhookSecret) {

    /** One image: where it is, or itself. */
    @Schema(name = "SubmittedImage", description = "An image: either its URL or its data.")
    record Image(
            @Schema(description = "What it is called in the report.", example = "Beanie")
            String name,

            @Schema(description = "Where it is fetched.", example = "https://cdn.example.com/beanie.png")
            String url,

            @Schema(
                    description = "Its bytes as base64, or as a data URL of it.",
                    example = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
            String data) {}

    /** An operation by its name. */
    @Schema(name = "Filter", description = "An operation by its name.")
    record Filter(
            @Schema(description = "The operation.", example = "resize")
            String name,

            @Schema(description = "Its parameters.", example = "{\"width\": 600}")
            Map<String, Object> params) {}
}
