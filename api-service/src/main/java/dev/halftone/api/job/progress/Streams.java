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
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Who follows a job at this moment: each of them costs a connection, and its job a query at every look. */
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

    /**
     * The same, counted as one of the tenant's streams for as long as it lasts. Fails with a problem if there are as many as there may
     * be, before anything is asked of the database: who comes too often must cost next to nothing.
     */
    <T> Flux<T> counted(Publisher<T> stream) {
        return Tenant.current().flatMapMany(tenant -> Flux.using(() -> open(tenant), _ -> stream, this::close));
    }

    private Tenant open(Tenant tenant) {
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

    private void close(Tenant tenant) {
        all.decrementAndGet();
        ofTenants.compute(tenant, (_, count) -> count == null || count <= 1 ? null : count - 1);
    }
}
