package dev.halftone.api.census;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.job.JobState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts for as long as the service runs, as often as meters are usually read. Each api does: whoever asks takes the largest. */
@Component
class CensusLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CensusLifecycle.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Counts counts;
    private volatile Census latest = Census.UNKNOWN;
    private volatile Disposable running = Disposables.disposed();

    CensusLifecycle(Counts counts, MeterRegistry meters) {
        this.counts = counts;
        for (JobState state : JobState.values()) {
            ApiMeter meter = state.isTerminal() ? ApiMeter.JOBS_ENDED : ApiMeter.JOBS_UNFINISHED;
            meter.gauge(meters, this, census -> census.latest.jobs(state), state.wireName());
        }
        ApiMeter.JOBS_STANDSTILL.gauge(meters, this, census -> census.latest.standstill());
        ApiMeter.DELIVERIES_PENDING.gauge(meters, this, census -> census.latest.deliveries());
        ApiMeter.DELIVERIES_OVERDUE.gauge(meters, this, census -> census.latest.overdue());
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> take(), 1)
                .subscribe();
    }

    /** Never fails: what cannot be counted is unknown until it can. */
    Mono<Void> take() {
        return counts.take()
                .onErrorResume(failure -> {
                    LOG.warn("what is owed cannot be counted: {}", failure.toString());
                    return Mono.just(Census.UNKNOWN);
                })
                .doOnNext(taken -> latest = taken)
                .then();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
