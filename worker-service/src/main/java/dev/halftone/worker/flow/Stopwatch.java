package dev.halftone.worker.flow;

import dev.halftone.outcome.Timings;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** How long each step of one image takes, whichever way it ends. */
final class Stopwatch {

    /** The steps that are timed. */
    enum Step {
        FETCH,
        PROCESS,
        STORE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final MeterRegistry meters;
    private final Map<Step, Duration> times = new ConcurrentHashMap<>();

    Stopwatch(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The same step, timed from its subscription to its end. */
    <T> Mono<T> time(Step step, Mono<T> work) {
        return Mono.defer(() -> {
            long begun = System.nanoTime();
            return work.doOnTerminate(() -> note(step, Duration.ofNanos(System.nanoTime() - begun)));
        });
    }

    Timings timings() {
        return new Timings(of(Step.FETCH), of(Step.PROCESS), of(Step.STORE));
    }

    private Duration of(Step step) {
        return times.getOrDefault(step, Duration.ZERO);
    }

    private void note(Step step, Duration taken) {
        times.put(step, taken);
        meters.timer(WorkerMeter.STEPS.getName(), WorkerMeter.Tag.STEP.asString(), step.wireName())
                .record(taken);
    }
}
