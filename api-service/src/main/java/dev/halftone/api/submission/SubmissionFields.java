package dev.halftone.api.submission;

import io.swagger.v3.oas.annotations.media.Schema;

/** The form of a submission, as the API's description shows it. */
@Schema(name = "Submission", description = "A manifest, and what is to be done with it. The fields come in any order.")
record SubmissionFields(
        @Schema(
                description =
                        "The manifest. Its format is that of its file name's ending (`.csv`, `.txt`, `.json`, `.ndjson`, `.jsonl`), else of its Content-Type, else a CSV.",
                type = "string",
                format = "binary",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String file,

        @Schema(
                description = MODE,
                allowableValues = {"strict", "lenient", "dry_run"},
                defaultValue = "strict",
                example = "strict")
        String mode,

        @Schema(description = PIPELINE, example = PIPELINE_EXAMPLE)
        String pipeline,

        @Schema(description = FILTERS, example = FILTERS_EXAMPLE)
        String filters,

        @Schema(description = RENDITIONS, example = RENDITIONS_EXAMPLE)
        String renditions,

        @Schema(description = ANALYSES, example = ANALYSES_EXAMPLE)
        String analyses,

        @Schema(description = WEBHOOK_URL, example = WEBHOOK_URL_EXAMPLE)
        String webhookUrl,

        @Schema(description = WEBHOOK_SECRET, example = WEBHOOK_SECRET_EXAMPLE)
        String webhookSecret) {

    static final String MODE = "What becomes of a manifest with rejected rows. `strict`: it is rejected as a whole. "
            + "`lenient`: its valid rows are accepted, and the rejected ones can be read. "
            + "`dry_run`: it is validated only, and nothing is stored.";
    static final String PIPELINE =
            "The operations for each image, in order, as a JSON array: see the schema `Pipeline`, or `GET /v1/operations`. By default, each image is compressed to at most half of its bytes.";
    static final String PIPELINE_EXAMPLE = "[{\"operation\":\"compress\",\"ratio\":0.5}]";
    static final String FILTERS =
            "Instead of a pipeline: operations by name, each with its parameters, as a JSON array. What they make is compressed to at most half of the source's bytes, as by default, unless the last of them is `compress`.";
    static final String FILTERS_EXAMPLE = "[{\"name\":\"resize\",\"params\":{\"width\":600}}]";
    static final String RENDITIONS =
            "Instead of a pipeline: several named outputs of each image, each with its own pipeline, as a JSON array.";
    static final String RENDITIONS_EXAMPLE =
            "[{\"name\":\"full\",\"pipeline\":[{\"operation\":\"compress\",\"ratio\":0.5}]},{\"name\":\"thumb\",\"pipeline\":[{\"operation\":\"resize\",\"width\":200}]}]";
    static final String ANALYSES =
            "What is to be found out about each image beside: names of `GET /v1/analyses`, with commas between them or as a JSON array. By default nothing.";
    static final String ANALYSES_EXAMPLE = "blurhash,dominant-colour";
    static final String WEBHOOK_URL = "Where the job's end is told: an http or https URL that answers POST with 2xx.";
    static final String WEBHOOK_URL_EXAMPLE = "https://shop.example.com/hooks/halftone";
    static final String WEBHOOK_SECRET =
            "What the webhook is signed with: `whsec_` and the base64 of 24 to 64 bytes. If it is left out, one is made and told in the answer.";
    static final String WEBHOOK_SECRET_EXAMPLE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
}
