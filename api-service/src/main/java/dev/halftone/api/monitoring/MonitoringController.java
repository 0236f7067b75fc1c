package dev.halftone.api.monitoring;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
@Tag(name = "Monitoring", description = "What ended when, over all jobs.")
class MonitoringController {

    private final Throughput throughput;

    MonitoringController(Throughput throughput) {
        this.throughput = throughput;
    }

    @GetMapping(
            value = "/v1/monitoring",
            produces = {MediaType.APPLICATION_JSON_VALUE, MonitoringCsv.TYPE})
    @Operation(
            summary = "The images that ended in each interval",
            description =
                    "Counted by the statement that records how an image ended, so that it is exact at any moment, with any number of workers. As JSON, or with `Accept: text/csv` as a line an interval with a column for every reason.",
            operationId = "getMonitoring")
    @ApiResponse(
            responseCode = "200",
            description = "Each interval in order, also where nothing ended.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = MonitoringView.class)),
                @Content(
                        mediaType = MonitoringCsv.TYPE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject("""
                                        From,To,Succeeded,Failed,Cancelled,Bytes In,Bytes Out,Process Ms P50,Process Ms P90,Process Ms P99,egress_denied,…
                                        2026-01-31T12:00:00Z,2026-01-31T12:01:00Z,1184,16,0,483729408,231735296,41,96,310,0,…
                                        """))
            })
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be.")
    Mono<MonitoringView> read(
            @Parameter(
                            description = "From when on, to the minute; an hour before 'to' if left out.",
                            example = "2026-01-31T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Until when, to the minute; now if left out.", example = "2026-02-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(
                            description =
                                    "How long an interval is, in whole minutes: `1m`, `15m`, `1h`, `1d`, `PT90M`.",
                            example = "1h")
                    @RequestParam(defaultValue = "1m")
                    String interval) {
        Span span = Span.asked(from, to, interval, Instant.now());
        return throughput
                .in(span)
                .collectList()
                // a week by the minute takes some time
                .publishOn(Schedulers.parallel())
                .map(counted -> MonitoringView.of(span, counted));
    }
}
