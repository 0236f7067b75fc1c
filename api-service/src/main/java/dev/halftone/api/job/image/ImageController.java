package dev.halftone.api.job.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.job.PageSize;
import dev.halftone.api.job.UnknownJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Jobs")
class ImageController {

    private final Jobs jobs;
    private final Images images;

    ImageController(Jobs jobs, Images images) {
        this.jobs = jobs;
        this.images = images;
    }

    /** A page of images. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImagePage", description = "A page of images, by row and position.")
    record ImagePage(
            List<ImageView> images,

            @Schema(description = "The next page's 'after'; absent on the last page.", example = "100.0") @Nullable
            String next) {}

    @GetMapping(value = "/v1/jobs/{requestId}/images", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A job's images and how each ended", operationId = "listImages")
    @ApiResponse(responseCode = "200", description = "A page of images.")
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be.")
    @UnknownJob
    Mono<ImagePage> list(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId,
            @Parameter(
                            description = "Only images of this status: pending, succeeded, failed or cancelled.",
                            example = "failed")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "Go on after this: the 'next' of the page before.")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "How many images, from 1 to 1000.", example = "100")
                    @RequestParam(defaultValue = PageSize.DEFAULT)
                    int limit) {
        PageSize size = new PageSize(limit);
        ImageStatus asked = ImageStatus.asked(status);
        ImageCursor cursor = ImageCursor.parse(after);
        return jobs.require(requestId)
                .flatMapMany(job -> images.page(job, asked, cursor, size.toRead()))
                .collectList()
                .map(read -> new ImagePage(
                        size.entries(read), size.next(read, image -> new ImageCursor(image.row(), image.position()))));
    }
}
