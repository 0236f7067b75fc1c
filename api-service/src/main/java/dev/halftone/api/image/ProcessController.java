package dev.halftone.api.image;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.submission.IdempotencyHeader;
import dev.halftone.egress.EgressPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Images")
class ProcessController {

    private static final String REQUEST = """
            {"ids": ["0199d3a1-7c00-7000-8000-000000000001-7-0"],
             "pipeline": [{"operation": "convert", "format": "webp"}]}""";

    /** An id with its quotes and comma, and what may stand between two. */
    private static final int BYTES_OF_AN_ID = 64;

    private static final int BYTES_OF_OPTIONS = 64 * 1024;

    private final Processing processing;
    private final EgressPolicy egress;
    private final int maxImages;

    ProcessController(Processing processing, EgressPolicy egress, ImageSettings settings) {
        this.processing = processing;
        this.egress = egress;
        this.maxImages = settings.maxProcessed();
    }

    @PostMapping(
            value = "/v1/images/process",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Process images anew",
            description =
                    "A job of images that other jobs have: each is fetched again from where it came. What is asked for a second time makes nothing new: the same images and renditions are answered with the same job as long as there is it and it is not cancelled, and a rendition that is stored already is not made again.",
            operationId = "processImages",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description =
                                    "An array of ids, or an object with `ids` and `pipeline` or `renditions`, `webhookUrl`, `webhookSecret`.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(oneOf = {ProcessFields.class, String[].class}),
                                            examples = {
                                                @ExampleObject(
                                                        name = "ids",
                                                        value = "[\"0199d3a1-7c00-7000-8000-000000000001-7-0\"]"),
                                                @ExampleObject(name = "with-options", value = REQUEST)
                                            })))
    @Parameter(
            name = IdempotencyHeader.NAME,
            in = ParameterIn.HEADER,
            description =
                    "Sent again with the same, the request is answered with the first job, whatever became of it.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "202",
            description = "The job is durable, and who of the images is in it. Of no ids, there is none.",
            headers = @Header(name = "Location", description = "The job.", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = ProcessAnswer.class)))
    @ApiResponse(
            responseCode = "400",
            description = "The body is not what it should be, or none of the ids is an image's.")
    @ApiResponse(
            responseCode = "413",
            description = "There are more ids than are taken at once (`halftone.images.max-processed`).")
    @ApiResponse(
            responseCode = "422",
            description =
                    "The pipeline or the webhook cannot be used, or the `Idempotency-Key` was another request's. Nothing was stored.")
    Mono<ResponseEntity<ProcessAnswer>> process(
            @Parameter(hidden = true) @RequestBody(required = false) Flux<DataBuffer> body,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        return bytes(body)
                .map(json -> ProcessRequest.read(json, maxImages, egress))
                .flatMap(request -> processing.process(request, IdempotencyHeader.read(headers)))
                .map(ProcessController::respond);
    }

    private Mono<byte[]> bytes(Flux<DataBuffer> body) {
        return DataBufferUtils.join(body, maxImages * BYTES_OF_AN_ID + BYTES_OF_OPTIONS)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .map(ProcessController::taken)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] taken(DataBuffer joined) {
        byte[] bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                Problem.TOO_LARGE,
                "The body is larger than that of " + maxImages + " ids, the most that are taken at once"
                        + " (halftone.images.max-processed).");
    }

    private static ResponseEntity<ProcessAnswer> respond(ProcessAnswer answer) {
        ResponseEntity.BodyBuilder accepted = ResponseEntity.accepted();
        return (answer.links() == null
                        ? accepted
                        : accepted.location(URI.create(answer.links().self())))
                .body(answer);
    }
}
