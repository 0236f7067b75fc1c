package dev.halftone.worker.flow;

import dev.halftone.worker.intake.RowIntake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the flow while the application runs. Starts last and stops first: then it begins no more images, lets those in work end,
 * commits the offsets of the rows that are done and leaves the group. The other rows are received again by whoever gets their
 * partition.
 */
@Component
class FlowLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FlowLifecycle.class);
    private static final Duration CHECK = Duration.ofMillis(20);

    private final RowIntake intake;
    private final RowFlow flow;
    private final RowsInFlight rows;
    private final Pace pace;
    private final int rowsInFlight;
    private final Duration alarmAge;
    private final Duration phase;
    private final ApplicationEventPublisher events;

    private volatile boolean stopping;
    private volatile @Nullable Disposable running;

    FlowLifecycle(
            RowIntake intake,
            RowFlow flow,
            RowsInFlight rows,
            Pace pace,
            FlowSettings settings,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase:30s}") Duration phase,
            ApplicationEventPublisher events) {
        this.intake = intake;
        this.flow = flow;
        this.rows = rows;
        this.pace = pace;
        this.rowsInFlight = settings.rowsInFlight();
        this.alarmAge = settings.alarmAge();
        this.phase = phase;
        this.events = events;
    }

    @Override
    public void start() {
        stopping = false;
        Disposable receiving = intake.received()
                .delayUntil(row -> turn())
                .flatMap(flow::complete, rowsInFlight)
                .subscribe(done -> {}, this::die, () -> die(new IllegalStateException("the intake ended")));
        running = Disposables.composite(
                receiving,
                Flux.interval(Pace.STEP).subscribe(tick -> pace.step()),
                Flux.interval(alarmAge).subscribe(tick -> alarm()));
    }

    /** As seldom as a row gets old enough, for as long as it is. */
    private void alarm() {
        rows.oldest()
                .filter(row -> row.age().compareTo(alarmAge) > 0)
                .ifPresent(row -> LOG.warn("Row {} is in flight since {}", row, row.age()));
    }

    /** Comes at once, but never while the worker stops: then the row is left to others. */
    private Mono<Void> turn() {
        return stopping ? Mono.never() : Mono.empty();
    }

    /** Neither the intake nor a row lets an error through, so this is a defect: only a new process can be trusted. */
    private void die(Throwable error) {
        LOG.error("The flow ended, the worker is broken", error);
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
    }

    @Override
    public void stop(Runnable stopped) {
        stopping = true;
        pace.close();
        LOG.info("Stopping: {} rows are in flight", rows.count());
        drained()
                .timeout(phase.multipliedBy(3).dividedBy(5), Mono.empty())
                .then(Mono.defer(this::close))
                .timeout(phase.multipliedBy(4).dividedBy(5), Mono.empty())
                .subscribe(nothing -> {}, error -> LOG.error("The intake could not be closed", error), stopped);
    }

    private Mono<Void> drained() {
        return Flux.interval(Duration.ZERO, CHECK)
                .takeUntil(tick -> pace.isIdle() && rows.isWaiting())
                .then();
    }

    private Mono<Void> close() {
        LOG.info("Stopped: {} rows are handed back", rows.count());
        Disposable ending = running;
        running = null;
        if (ending != null) {
            ending.dispose();
        }
        return intake.closed();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
