package dev.halftone.api.job.image;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How an image's bytes are asked for, as the API's description says it. */
@Tag(name = "Images")
interface ContentApi {

    @GetMapping("/v1/images/{image}/content")
    @Operation(
            summary = "The bytes of a rendition",
            description =
                    "Streamed from the object store, or, with `halftone.images.content=redirect`, a redirect to it.",
            operationId = "getImageContent")
    @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            description = "The `ETag` of an answer that is kept: it is sent again only if it has changed.",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "Range",
            in = ParameterIn.HEADER,
            description = "One part of the bytes. Of several, all are sent.",
            schema = @Schema(type = "string"),
            example = "bytes=0-1023")
    @ApiResponse(
            responseCode = "200",
            description = "The whole rendition.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Names these bytes, whatever they are asked for by.",
                            schema = @Schema(type = "string")),
            content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "The part that was asked for.",
            content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "302",
            description = "Where the object store has it, with `halftone.images.content=redirect`.",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content = @Content)
    @ApiResponse(responseCode = "304", description = "It has not changed.", content = @Content)
    @ApiResponse(responseCode = "416", description = "It has no such part.")
    @UnknownImage
    Mono<ResponseEntity<Flux<DataBuffer>>> read(
            @Parameter(
                            description = "The image's id, or the SHA-256 or MD5 of what was fetched.",
                            example = "0199d3a1-7c00-7000-8000-000000000001-7-0")
                    @PathVariable
                    String image,
            @Parameter(
                            description =
                                    "The rendition's name, or the fingerprint of its pipeline; if left out, the first.",
                            example = "compressed")
                    @RequestParam(required = false)
                    @Nullable
                    String rendition,
            @Parameter(hidden = true) ServerWebExchange exchange);
}
