package dev.halftone.api.job.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.job.PageCursor;
import dev.halftone.api.job.PageSize;
import dev.halftone.image.ImageId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Images", description = "Images by themselves, whichever job they came with.")
class HistoryController {

    private final Jobs jobs;
    private final History history;

    HistoryController(Jobs jobs, History history) {
        this.jobs = jobs;
        this.history = history;
    }

    /** A page of the history. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HistoryPage", description = "A page of images, those of the latest job first.")
    record HistoryPage(
            List<ImageView> images,

            @Schema(
                    description =
                            "The next page's 'after'; absent on the last page. A page looks at a bounded number of images, so that of a filter that few meet it may hold few or none and yet be followed by others.",
                    example = "0199d3a1-7c00-7000-8000-000000000001-100-0")
            @Nullable
            String next) {

        static HistoryPage of(History.Page page) {
            return new HistoryPage(
                    page.images(),
                    Optional.ofNullable(page.next()).map(ImageId::toString).orElse(null));
        }
    }

    @GetMapping(value = "/v1/images", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "All images, latest first",
            description =
                    "The images of the latest job first, and those of each job in the order of its manifest, whether they have ended or not.",
            operationId = "listAllImages")
    @ApiResponse(responseCode = "200", description = "A page of images.")
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be.")
    @ApiResponse(responseCode = "404", description = "`job` is no request id of a job.")
    Mono<HistoryPage> list(
            @Parameter(
                            description = "Only images of this status: pending, succeeded, failed or cancelled.",
                            example = "pending")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(
                            description =
                                    "Only images that were fetched in this format: jpeg, png, gif, webp, avif or tiff.",
                            example = "png")
                    @RequestParam(required = false)
                    @Nullable
                    String format,
            @Parameter(
                            description = "Only images of the job with this request id.",
                            example = "0199d3a1-7c00-7000-8000-000000000001")
                    @RequestParam(required = false)
                    @Nullable
                    String job,
            @Parameter(
                            description = "Only images of jobs that were submitted then or later.",
                            example = "2026-01-31T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(
                            description = "Only images of jobs that were submitted before that.",
                            example = "2026-02-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "Go on after this: the 'next' of the page before.")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "How many images, from 1 to 1000.", example = "100")
                    @RequestParam(defaultValue = PageSize.DEFAULT)
                    int limit) {
        PageSize size = new PageSize(limit);
        ImageId cursor = PageCursor.read(after, ImageId::parse);
        HistoryFilter all = HistoryFilter.asked(status, format, from, to);
        Mono<HistoryFilter> filter =
                job == null ? Mono.just(all) : jobs.require(job).map(Job::id).map(all::within);
        return filter.flatMap(asked -> history.page(asked, cursor, size)).map(HistoryPage::of);
    }
}
