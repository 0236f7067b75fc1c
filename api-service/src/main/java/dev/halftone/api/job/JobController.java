package dev.halftone.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.job.JobId;
import dev.halftone.job.JobState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Jobs to be read. */
@RestController
@Tag(name = "Jobs", description = "Submit lists of images and follow what becomes of them.")
class JobController {

    private final Jobs jobs;
    private final JobViews views;

    JobController(Jobs jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    /** A page of jobs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobPage", description = "A page of jobs, latest first.")
    record JobPage(
            List<JobView> jobs,

            @Schema(
                    description = "The next page's 'after'; absent on the last page.",
                    example = "0199d3a1-7c00-7000-8000-000000000001")
            @Nullable
            String next) {}

    @GetMapping(value = "/v1/jobs/{requestId}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A job's state, counts and first failures", operationId = "getJob")
    @ApiResponse(responseCode = "200", description = "The job at this moment.")
    @UnknownJob
    Mono<JobView> get(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId) {
        return jobs.require(requestId).flatMap(views::whole);
    }

    @GetMapping(value = "/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "All jobs, latest first", operationId = "listJobs")
    @ApiResponse(responseCode = "200", description = "A page of jobs.")
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be.")
    Mono<JobPage> list(
            @Parameter(description = "Only jobs in this state.", example = "completed_with_errors")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "Go on after this: the 'next' of the page before.")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "How many jobs, from 1 to 1000.", example = "100")
                    @RequestParam(defaultValue = PageSize.DEFAULT)
                    int limit) {
        PageSize size = new PageSize(limit);
        return jobs.page(state(status), PageCursor.read(after, JobId::parse), size.toRead())
                .map(views::brief)
                .collectList()
                .map(read -> new JobPage(size.entries(read), size.next(read, JobView::requestId)));
    }

    private static @Nullable JobState state(@Nullable String status) {
        try {
            return status == null ? null : JobState.of(status);
        } catch (IllegalArgumentException e) {
            String known =
                    Arrays.stream(JobState.values()).map(JobState::wireName).collect(Collectors.joining(", "));
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "'status' is '" + status + "', but takes one of " + known + ".");
        }
    }
}
