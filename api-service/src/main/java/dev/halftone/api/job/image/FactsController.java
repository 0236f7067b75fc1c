package dev.halftone.api.job.image;

import dev.halftone.api.output.OutputUrls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
@Tag(name = "Images")
class FactsController {

    private final KnownImages images;
    private final OutputUrls urls;

    FactsController(KnownImages images, OutputUrls urls) {
        this.images = images;
        this.urls = urls;
    }

    @GetMapping(value = "/v1/images/{image}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What an image is, where it came from, and what is stored of it",
            description =
                    "An image is its bytes: those that came from several addresses are one, with several sources. SHA-256 decides what is the same; MD5 is for finding it.",
            operationId = "getImage")
    @ApiResponse(responseCode = "200", description = "The image, as far as the tenant's own jobs had it.")
    @UnknownImage
    Mono<ImageFacts> get(
            @Parameter(
                            description = "The image's id, or the SHA-256 or MD5 of what was fetched.",
                            example = "0199d3a1-7c00-7000-8000-000000000001-7-0")
                    @PathVariable
                    String image) {
        return Mono.zip(urls.byKey(), images.require(image))
                // signing many URLs takes some time
                .publishOn(Schedulers.parallel())
                .map(found -> found.getT2().facts(found.getT1()));
    }
}
