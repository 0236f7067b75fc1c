package dev.halftone.api.job.progress;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Who follows a job at this moment: each of them costs queries for as long as it does. */
@Component
class Streams {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final EventSettings settings;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<Tenant, Integer> ofTenants = new ConcurrentHashMap<>();

    Streams(EventSettings settings, MeterRegistry meters) {
        this.settings = settings;
        ApiMeter.EVENT_STREAMS.gauge(meters, all, AtomicInteger::get);
    }

    /** @throws ProblemException if there are as many as there may be */
    Tenant open(Tenant tenant) {
        if (all.incrementAndGet() > settings.maxStreams()) {
            all.decrementAndGet();
            throw ProblemException.unavailable(
                    "As many clients follow jobs as may at once (halftone.events.max-streams).", AGAIN);
        }
        if (ofTenants.merge(tenant, 1, Integer::sum) > settings.maxStreamsPerTenant()) {
            close(tenant);
            throw ProblemException.again(
                    Problem.TOO_MANY_AT_ONCE,
                    settings.maxStreamsPerTenant()
                            + " clients of yours follow jobs already (halftone.events.max-streams-per-tenant).",
                    AGAIN);
        }
        return tenant;
    }

    /** To be called once for each that was opened. */
    void close(Tenant tenant) {
        all.decrementAndGet();
        ofTenants.compute(tenant, (_, count) -> count == null || count <= 1 ? null : count - 1);
    }
}
