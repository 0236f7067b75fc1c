package dev.halftone.api.quota;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Administration")
class QuotaController {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaController.class);

    private final Quotas quotas;

    QuotaController(Quotas quotas) {
        this.quotas = quotas;
    }

    /** What a tenant may have. */
    @Schema(name = "Quota", description = "What a tenant may have; 0 is without limit.")
    record QuotaView(
            @Schema(example = "shop") String tenant,

            @Schema(description = "Jobs that have not ended.", example = "100")
            int runningJobs,

            @Schema(description = "Images of those that have not ended.", example = "5000000")
            int pendingImages,

            @Schema(description = "Requests a minute, at each api.", example = "1200")
            int requestsPerMinute) {

        static QuotaView of(Tenant tenant, Quota quota) {
            return new QuotaView(tenant.name(), quota.runningJobs(), quota.pendingImages(), quota.requestsPerMinute());
        }
    }

    @GetMapping(value = "/v1/admin/tenants/{tenant}/quota", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What a tenant may have", operationId = "getQuota")
    @ApiResponse(responseCode = "200", description = "Its own quota, or what the settings say.")
    Mono<QuotaView> get(@Parameter(description = "The tenant.", example = "shop") @PathVariable String tenant) {
        Tenant named = named(tenant);
        return quotas.now(named).map(quota -> QuotaView.of(named, quota));
    }

    @PutMapping(value = "/v1/admin/tenants/{tenant}/quota", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Change what a tenant may have",
            description = "Within ten seconds, every api goes by it.",
            operationId = "changeQuota")
    @ApiResponse(responseCode = "200", description = "What the tenant may have now.")
    Mono<QuotaView> change(
            @Parameter(description = "The tenant.", example = "shop") @PathVariable String tenant,
            @RequestBody OwnQuota quota) {
        if (quota.hasNegative()) {
            throw new ProblemException(Problem.MALFORMED_REQUEST, "No limit is negative; 0 is without limit.");
        }
        Tenant named = named(tenant);
        return quotas.change(named, quota)
                .doOnNext(changed -> LOG.info("the quota of {} is now {}", named.name(), changed))
                .map(changed -> QuotaView.of(named, changed));
    }

    private static Tenant named(String name) {
        try {
            return new Tenant(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "'" + name + "' names no tenant: " + e.getMessage() + ".");
        }
    }
}
