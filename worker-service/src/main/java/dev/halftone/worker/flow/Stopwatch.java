package dev.halftone.worker.flow;

import dev.halftone.outcome.Timings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** How long each step of one image takes, whichever way it ends. */
final class Stopwatch {

    private final ImageMeters meters;
    private final Map<Step, Duration> times = new ConcurrentHashMap<>();

    Stopwatch(ImageMeters meters) {
        this.meters = meters;
    }

    /** The same step, timed from its subscription to its end. */
    <T> Mono<T> time(Step step, Mono<T> work) {
        return meters.timed(step, work, taken -> times.put(step, taken));
    }

    Timings timings() {
        return new Timings(of(Step.FETCH), of(Step.PROCESS), of(Step.STORE));
    }

    private Duration of(Step step) {
        return times.getOrDefault(step, Duration.ZERO);
    }
}
