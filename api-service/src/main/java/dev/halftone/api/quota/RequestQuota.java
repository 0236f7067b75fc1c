package dev.halftone.api.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.quota.RequestRate.Turn;
import dev.halftone.api.tenant.Tenant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts each tenant's requests, in the memory of this api. */
@Component
public class RequestQuota {

    private static final int TENANTS = 100_000;
    // by then, each bucket is full again, as a new one is
    private static final Duration FULL = Duration.ofMinutes(2);

    private final Quotas quotas;
    private final Counter exceeded;
    private final Cache<Tenant, RequestRate> rates = Caffeine.newBuilder()
            .maximumSize(TENANTS)
            .expireAfterAccess(FULL)
            .executor(Runnable::run)
            .build();

    RequestQuota(Quotas quotas, MeterRegistry meters) {
        this.quotas = quotas;
        this.exceeded = ApiMeter.QUOTA_EXCEEDED.counter(meters);
    }

    /**
     * Counts a request, and tells in the headers of its answer what is left. Fails with {@link Problem#QUOTA_EXCEEDED} if nothing
     * is.
     */
    public Mono<Void> take(Tenant tenant, HttpHeaders answer) {
        return quotas.of(tenant)
                .filter(quota -> !quota.equals(Quota.NONE))
                .flatMap(quota -> take(tenant, quota, answer));
    }

    private Mono<Void> take(Tenant tenant, Quota quota, HttpHeaders answer) {
        Turn turn = quota.requestsPerMinute() == 0
                ? Turn.UNLIMITED
                : rate(tenant, quota).take(System.nanoTime());
        RateLimitHeaders.write(answer, quota, turn);
        return turn.granted() ? Mono.empty() : Mono.error(() -> exceeded(quota, turn));
    }

    /** A changed quota begins anew. */
    private RequestRate rate(Tenant tenant, Quota quota) {
        int perMinute = quota.requestsPerMinute();
        return rates.asMap()
                .compute(
                        tenant,
                        (_, rate) -> rate != null && rate.perMinute() == perMinute
                                ? rate
                                : new RequestRate(perMinute, System.nanoTime()));
    }

    private ProblemException exceeded(Quota quota, Turn turn) {
        exceeded.increment();
        return ProblemException.again(
                Problem.QUOTA_EXCEEDED,
                "More than " + quota.requestsPerMinute() + " requests a minute are not answered.",
                turn.untilNext());
    }
}
