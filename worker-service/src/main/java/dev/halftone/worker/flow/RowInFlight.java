package dev.halftone.worker.flow;

import dev.halftone.worker.trace.Trace;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** One row that is begun: since when, and which step each of its images is in. Travels in the Reactor context of its work. */
final class RowInFlight {

    /** Stands for what concerns the whole row. */
    private static final Integer NO_POSITION = -1;

    private static final String TURN = "turn";
    private static final String POSITION = RowInFlight.class.getName() + ".position";

    private final String name;
    private final long begun = System.nanoTime();
    private final Map<Integer, String> steps = new ConcurrentSkipListMap<>();

    RowInFlight(String name) {
        this.name = name;
    }

    /** The same work, as that of one of the row's images: the steps in it are that image's. */
    static <T> Mono<T> image(int position, Mono<T> work) {
        return Mono.deferContextual(context -> Trace.span("image", work)
                        .doFinally(signal -> context.<RowInFlight>getOrEmpty(RowInFlight.class)
                                .ifPresent(row -> row.steps.remove(position))))
                .contextWrite(context -> context.put(POSITION, position));
    }

    /** The same work, as a step. Where nobody watches, nothing is noted. */
    static <T> Mono<T> step(String step, Mono<T> work) {
        return noted(step, Trace.span(step, work));
    }

    private static <T> Mono<T> noted(String step, Mono<T> work) {
        return Mono.deferContextual(context -> {
            context.<RowInFlight>getOrEmpty(RowInFlight.class)
                    .ifPresent(row -> row.steps.put(context.getOrDefault(POSITION, NO_POSITION), step));
            return work;
        });
    }

    /** The same work, which begins when it is its turn. */
    static <T> Mono<T> turn(Mono<T> work) {
        return noted(TURN, work);
    }

    /** Whether every image that has no outcome yet waits for its turn. */
    boolean isWaiting() {
        return steps.containsValue(TURN)
                && steps.entrySet().stream()
                        .allMatch(step -> step.getKey().equals(NO_POSITION)
                                || step.getValue().equals(TURN));
    }

    Context into(Context context) {
        return context.put(RowInFlight.class, this);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Its name, and the step that each image is in, by position; -1 is the row's own. */
    @Override
    public String toString() {
        return name + " " + steps;
    }
}
