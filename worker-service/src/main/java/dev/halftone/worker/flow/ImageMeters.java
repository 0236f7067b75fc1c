package dev.halftone.worker.flow;

import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.StoredRendition;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts images as they end. */
@Component
class ImageMeters {

    private final MeterRegistry meters;
    private final Map<Step, Timer> steps = new ConcurrentHashMap<>();
    private final Counter bytesIn;
    private final Counter bytesOut;

    ImageMeters(MeterRegistry meters) {
        this.meters = meters;
        this.bytesIn = WorkerMeter.BYTES_IN.counter(meters);
        this.bytesOut = WorkerMeter.BYTES_OUT.counter(meters);
    }

    /** Why it failed, or {@code none}. */
    static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? failed.reason().wireName() : "none";
    }

    Stopwatch stopwatch() {
        return new Stopwatch(this);
    }

    void ended(Outcome outcome, Duration taken) {
        WorkerMeter.IMAGES.timer(meters, outcome.status(), reason(outcome)).record(taken);
        if (outcome instanceof Outcome.Succeeded succeeded) {
            bytesIn.increment((double) succeeded.source().bytes());
            succeeded.renditions().stream().mapToDouble(StoredRendition::bytes).forEach(bytesOut::increment);
        }
    }

    /** @param origin {@code made} or {@code reused} */
    void renditions(String origin, int number) {
        WorkerMeter.RENDITIONS.counter(meters, origin).increment(number);
    }

    /** The same step, timed from its subscription to its end. */
    <T> Mono<T> timed(Step step, Mono<T> work) {
        return timed(step, work, taken -> {});
    }

    /** @param note is told how long it took */
    <T> Mono<T> timed(Step step, Mono<T> work, Consumer<Duration> note) {
        return Mono.defer(() -> {
            long begun = System.nanoTime();
            return work.doOnTerminate(() -> {
                Duration taken = Duration.ofNanos(System.nanoTime() - begun);
                note.accept(taken);
                timer(step).record(taken);
            });
        });
    }

    /** The work when its turn has come, which is timed. */
    <T> Mono<T> awaited(UnaryOperator<Mono<T>> turn, Mono<T> work) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            return turn.apply(work.doOnSubscribe(begun -> sample.stop(timer(Step.WAITING))));
        });
    }

    /** Found once: each image asks for five. */
    private Timer timer(Step step) {
        return steps.computeIfAbsent(step, timed -> WorkerMeter.STEPS.timer(meters, timed.wireName()));
    }
}
