package dev.halftone.api.image;

import dev.halftone.api.submission.IdempotencyHeader;
import dev.halftone.api.submission.SubmissionAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How images are sent, as the API's description says it. */
@Tag(name = "Images")
interface SendApi {

    @PostMapping(value = "/v1/images", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Send images",
            description =
                    "The images become a job like any other: `curl -F image=@photo.jpg …/v1/images`. With `Prefer: wait=10`, the answer is the finished result if there is one within so many seconds (`halftone.images.max-wait` at most), and else, as without, the job.",
            operationId = "sendImages",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = SendFields.class))))
    @Parameter(
            name = Preference.HEADER,
            in = ParameterIn.HEADER,
            description = "How many seconds to wait for the result.",
            schema = @Schema(type = "string"),
            example = "wait=10")
    @Parameter(
            name = IdempotencyHeader.NAME,
            in = ParameterIn.HEADER,
            description = "Sent again with the same, the same images and fields are answered with the first job.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "The images are finished; only where the client prefers to wait.",
            headers =
                    @Header(
                            name = Preference.APPLIED,
                            description = "How long it was ready to wait.",
                            schema = @Schema(type = "string", example = "wait=10")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = FinishedImages.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The job is durable, and so are the images.",
            headers = @Header(name = "Location", description = "The job.", schema = @Schema(type = "string")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SubmissionAnswer.Accepted.class)))
    @ApiResponse(
            responseCode = "400",
            description =
                    "The request cannot be understood: no part `image`, an unknown field, a form that is cut off.")
    @ApiResponse(
            responseCode = "413",
            description = "The body is too large, or the form has too many or too large parts.")
    @ApiResponse(
            responseCode = "422",
            description =
                    "A part is no image that can be taken (the errors say which and why), the pipeline or the webhook cannot be used, or the `Idempotency-Key` was another request's. Nothing was accepted.")
    @ApiResponse(
            responseCode = "503",
            description = "The database or the object store is away, or too much arrives at once.")
    Mono<ResponseEntity<Object>> send(
            @Parameter(hidden = true) @RequestBody Flux<PartEvent> parts,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers);
}
