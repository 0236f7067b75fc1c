package dev.halftone.api.job.delivery;

import dev.halftone.api.job.Jobs;
import dev.halftone.api.job.UnknownJob;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Jobs")
class DeliveryController {

    private final Jobs jobs;
    private final Deliveries deliveries;

    DeliveryController(Jobs jobs, Deliveries deliveries) {
        this.jobs = jobs;
        this.deliveries = deliveries;
    }

    /** All deliveries of a job. */
    @Schema(name = "DeliveryList", description = "All deliveries of a job, oldest first.")
    record DeliveryList(List<DeliveryView> deliveries) {}

    @GetMapping(value = "/v1/jobs/{requestId}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Where the job's end was told, and how each attempt went", operationId = "listDeliveries")
    @ApiResponse(responseCode = "200", description = "One delivery for each endpoint; none before the job has ended.")
    @UnknownJob
    Mono<DeliveryList> list(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId) {
        return jobs.require(requestId)
                .flatMapMany(job -> deliveries.of(job.id()))
                .collectList()
                .map(DeliveryList::new);
    }
}
