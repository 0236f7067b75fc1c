package dev.halftone.api.retention;

import dev.halftone.api.meter.ApiMeter;
import io.micrometer.core.instrument.Counter;
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

/** Sweeps for as long as the service runs. On a stop, the piece that is being deleted is taken back. */
@Component
class Retention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Sweep sweep;
    private final RetentionSettings settings;
    private final Counter failures;
    private volatile Disposable running = Disposables.disposed();

    Retention(Sweep sweep, RetentionSettings settings, MeterRegistry meters) {
        this.sweep = sweep;
        this.settings = settings;
        this.failures = ApiMeter.RETENTION_FAILURES.counter(meters);
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, settings.interval())
                .onBackpressureDrop()
                .concatMap(_ -> sweep.run().onErrorResume(this::note), 1)
                .subscribe();
    }

    private Mono<Void> note(Throwable failure) {
        failures.increment();
        LOG.warn("a sweep failed; the next one goes on", failure);
        return Mono.empty();
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
