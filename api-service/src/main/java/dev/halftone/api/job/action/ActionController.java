package dev.halftone.api.job.action;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.JobLinks;
import dev.halftone.api.job.JobView;
import dev.halftone.api.job.JobViews;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.job.PublicAddress;
import dev.halftone.api.job.UnknownJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Jobs")
class ActionController {

    private final Jobs jobs;
    private final JobViews views;
    private final Cancellation cancellation;
    private final Retries retries;
    private final PublicAddress address;

    ActionController(Jobs jobs, JobViews views, Cancellation cancellation, Retries retries, PublicAddress address) {
        this.jobs = jobs;
        this.views = views;
        this.cancellation = cancellation;
        this.retries = retries;
        this.address = address;
    }

    @PostMapping(value = "/v1/jobs/{requestId}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Cancel every image that has not ended",
            description = "What is stored already stays. Asked again, it answers the same.",
            operationId = "cancelJob")
    @ApiResponse(responseCode = "200", description = "The job is cancelled.")
    @ApiResponse(
            responseCode = "409",
            description = "The job has ended otherwise.",
            content = @Content(examples = @ExampleObject("""
                                            {"type": "/problems/conflict", "title": "The job's state does not allow this", "status": 409,
                                             "detail": "The job is completed: every image has ended, so nothing can be cancelled.",
                                             "instance": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/cancel"}
                                            """)))
    @UnknownJob
    Mono<JobView> cancel(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId) {
        return jobs.require(requestId).flatMap(cancellation::cancel).flatMap(views::whole);
    }

    @PostMapping(value = "/v1/jobs/{requestId}/retry", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "A new job of the failed images",
            description =
                    "The new job has its own request id, report and webhook. Asked again for the same images while it runs, it is the same one. Images that an earlier retry has made are left out. 'reason' and 'host' are as this job has recorded them.",
            operationId = "retryJob")
    @ApiResponse(
            responseCode = "202",
            description = "The retry is accepted.",
            headers = @Header(name = "Location", description = "The retry.", schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "409",
            description = "The job has not ended, another retry of it runs, or nothing of it is left to be retried.",
            content = @Content(examples = @ExampleObject("""
                                            {"type": "/problems/conflict", "title": "The job's state does not allow this", "status": 409,
                                             "detail": "No failed image of the job is left to be retried.",
                                             "instance": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/retry"}
                                            """)))
    @ApiResponse(responseCode = "400", description = "'reason' is not of the list, or 'host' is no host.")
    @UnknownJob
    Mono<ResponseEntity<RetryView>> retry(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId,
            @Parameter(description = "Only images that failed for this reason.", example = "timeout")
                    @RequestParam(required = false)
                    @Nullable
                    String reason,
            @Parameter(
                            description = "Only images of this host, in any letter case and without a port.",
                            example = "cdn.example.com")
                    @RequestParam(required = false)
                    @Nullable
                    String host) {
        RetryFilter filter = RetryFilter.of(reason, host);
        return jobs.require(requestId)
                .flatMap(job -> retries.retry(job, filter))
                .map(retry -> accepted(retry, filter));
    }

    private ResponseEntity<RetryView> accepted(Job retry, RetryFilter filter) {
        JobLinks links = address.linksOf(retry.id());
        return ResponseEntity.accepted().location(URI.create(links.self())).body(RetryView.of(retry, filter, links));
    }
}
