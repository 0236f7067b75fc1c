package dev.halftone.api.submission;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calls of this package, and what is said of them in the API's description. */
@Tag(name = "Jobs")
@ApiResponse(
        responseCode = "202",
        description = "The job is durable: every accepted row is stored. No image is touched yet.",
        headers = @Header(name = "Location", description = "The job.", schema = @Schema(type = "string")),
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SubmissionAnswer.Accepted.class),
                        examples = @ExampleObject(name = "accepted", value = SubmissionExamples.ACCEPTED)))
@ApiResponse(
        responseCode = "200",
        description = "Mode `dry_run`: what was found. Nothing was stored.",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SubmissionAnswer.Validated.class),
                        examples = @ExampleObject(name = "validated", value = SubmissionExamples.VALIDATED)))
@ApiResponse(
        responseCode = "400",
        description = "The request cannot be understood: no part `file`, an unknown field, a form that is cut off.",
        content = @Content(examples = @ExampleObject(name = "malformed-request", value = SubmissionExamples.MALFORMED)))
@ApiResponse(
        responseCode = "408",
        description =
                "Nothing more of the body came (`halftone.http.read-timeout`), or too slowly (`halftone.http.min-rate`). Nothing was stored.",
        content =
                @Content(
                        examples =
                                @ExampleObject(name = "request-timeout", value = SubmissionExamples.REQUEST_TIMEOUT)))
@ApiResponse(
        responseCode = "409",
        description = "Another request with the same `Idempotency-Key` is on its way.",
        headers =
                @Header(
                        name = "Retry-After",
                        description = "Seconds to wait before the request is sent again.",
                        schema = @Schema(type = "integer")),
        content = @Content(examples = @ExampleObject(name = "key-busy", value = SubmissionExamples.KEY_BUSY)))
@ApiResponse(
        responseCode = "413",
        description =
                "The body, inflated if it is gzip, is larger than is accepted (`halftone.manifest.max-bytes`), or the form has too many or too large parts (`halftone.submission.max-…`).",
        content = @Content(examples = @ExampleObject(name = "too-large", value = SubmissionExamples.TOO_LARGE)))
@ApiResponse(
        responseCode = "415",
        description =
                "The body is neither a form nor a manifest of a format that is read, in UTF-8 (or, unless it is JSON, UTF-16), or has another `Content-Encoding` than `gzip`.",
        content =
                @Content(
                        examples =
                                @ExampleObject(
                                        name = "unsupported-media-type",
                                        value = SubmissionExamples.UNSUPPORTED_MEDIA_TYPE)))
@ApiResponse(
        responseCode = "422",
        description =
                "Rows were rejected, the pipeline or the webhook cannot be used, there is no such analysis, or the `Idempotency-Key` was another submission's. Nothing was stored. The codes of the errors: "
                        + SubmissionExamples.CODES,
        content =
                @Content(
                        examples = {
                            @ExampleObject(name = "rejected-rows", value = SubmissionExamples.REJECTED),
                            @ExampleObject(name = "invalid-pipeline", value = SubmissionExamples.INVALID_PIPELINE),
                            @ExampleObject(name = "unknown-analysis", value = SubmissionExamples.UNKNOWN_ANALYSIS),
                            @ExampleObject(name = "invalid-webhook", value = SubmissionExamples.INVALID_WEBHOOK),
                            @ExampleObject(name = "key-reused", value = SubmissionExamples.KEY_REUSED)
                        }))
@ApiResponse(
        responseCode = "503",
        description =
                "The database is away, or too many manifests arrive at once. Nothing was stored, unless the detail says that it may have been: the database was lost while it committed.",
        headers =
                @Header(
                        name = "Retry-After",
                        description = "Seconds to wait before the request is sent again.",
                        schema = @Schema(type = "integer")),
        content = @Content(examples = @ExampleObject(name = "unavailable", value = SubmissionExamples.UNAVAILABLE)))
interface SubmissionApi {

    @PostMapping(path = "/v1/jobs", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @DescribedSubmission
    Mono<ResponseEntity<SubmissionAnswer>> submitForm(
            @Parameter(hidden = true) @RequestBody Flux<PartEvent> parts,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query);

    @PostMapping(
            path = "/v1/jobs",
            consumes = {"text/csv", "text/plain", "application/json", "application/x-ndjson", "application/jsonl"})
    @DescribedSubmission
    @Parameter(
            name = "mode",
            in = ParameterIn.QUERY,
            description = SubmissionFields.MODE,
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"strict", "lenient", "dry_run"}),
            example = "strict")
    @Parameter(
            name = "pipeline",
            in = ParameterIn.QUERY,
            description = SubmissionFields.PIPELINE,
            example = SubmissionFields.PIPELINE_EXAMPLE)
    @Parameter(
            name = "filters",
            in = ParameterIn.QUERY,
            description = SubmissionFields.FILTERS,
            example = SubmissionFields.FILTERS_EXAMPLE)
    @Parameter(
            name = "renditions",
            in = ParameterIn.QUERY,
            description = SubmissionFields.RENDITIONS,
            example = SubmissionFields.RENDITIONS_EXAMPLE)
    @Parameter(
            name = "analyses",
            in = ParameterIn.QUERY,
            description = SubmissionFields.ANALYSES,
            example = SubmissionFields.ANALYSES_EXAMPLE)
    @Parameter(
            name = "webhookUrl",
            in = ParameterIn.QUERY,
            description = SubmissionFields.WEBHOOK_URL,
            example = SubmissionFields.WEBHOOK_URL_EXAMPLE)
    Mono<ResponseEntity<SubmissionAnswer>> submitManifest(
            @Parameter(hidden = true) @RequestBody Flux<DataBuffer> manifest,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query);
}
