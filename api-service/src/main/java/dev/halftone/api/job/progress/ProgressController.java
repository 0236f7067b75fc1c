package dev.halftone.api.job.progress;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.job.UnknownJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Jobs")
class ProgressController {

    private static final long BEFORE_THE_FIRST = -1;

    private final Jobs jobs;
    private final Progress progress;
    private final Streams streams;

    ProgressController(Jobs jobs, Progress progress, Streams streams) {
        this.jobs = jobs;
        this.progress = progress;
        this.streams = streams;
    }

    @GetMapping("/v1/jobs/{requestId}/events")
    @Operation(
            summary = "A job's progress as server-sent events",
            description =
                    "A `progress` event for every change and, at last, one `job.completed`; then the stream ends. An event's id grows with the job, so that a client that comes back with `Last-Event-ID` goes on where it was, on whichever server.",
            operationId = "followJob")
    @ApiResponse(
            responseCode = "200",
            description = "Events, until the job has completed.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ProgressView.class),
                            examples = @ExampleObject("""
                                            id:643
                                            event:progress
                                            data:{"requestId":"0199d3a1-7c00-7000-8000-000000000001","status":"running","images":1200,"succeeded":640,"failed":2,"cancelled":0,"pending":558,"bytesIn":512000000,"bytesOut":230000000,"etaSeconds":42}
                                            """)))
    @ApiResponse(
            responseCode = "204",
            description = "The client has seen the job's end; a browser's EventSource then stops asking.",
            content = @Content)
    @UnknownJob
    Mono<ResponseEntity<Flux<ServerSentEvent<ProgressView>>>> follow(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId,
            @Parameter(description = "The id of the last event seen.", example = "643")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        return streams.counted(jobs.require(requestId)).singleOrEmpty().map(job -> answer(job, number(lastEventId)));
    }

    private ResponseEntity<Flux<ServerSentEvent<ProgressView>>> answer(Job job, long seen) {
        if (job.state().isTerminal() && seen >= ProgressView.number(job)) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // a proxy that buffers would hold events back
                .header("X-Accel-Buffering", "no")
                .body(progress.after(seen, job.id()));
    }

    /** An id that is not ours starts at the beginning. */
    private static long number(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? BEFORE_THE_FIRST : Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            return BEFORE_THE_FIRST;
        }
    }
}
