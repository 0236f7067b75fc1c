package dev.halftone.worker.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * The span that work belongs to. Travels in the Reactor context; where there is none, nothing is recorded. Whatever fails in it, the
 * work does not.
 */
public final class Trace {

    private final Tracer tracer;
    private final Span span;

    private Trace(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    /** The same work, as a span from its subscription to its end. */
    static <T> Mono<T> around(Mono<T> work, Tracer tracer, Supplier<Span> begun) {
        return Mono.using(
                () -> Unharmed.by(begun, Span.NOOP),
                span -> Unharmed.by(span::isNoop, true) ? work : new Trace(tracer, span).around(work),
                span -> Unharmed.by(span::end));
    }

    /** The same work, as a span of its own within the one that it belongs to. */
    public static <T> Mono<T> span(String name, Mono<T> work) {
        return Mono.deferContextual(context -> context.<Trace>getOrEmpty(Trace.class)
                .map(trace -> around(work, trace.tracer, () -> trace.child(name)))
                .orElse(work));
    }

    private Span child(String name) {
        return tracer.spanBuilder().setParent(span.context()).name(name).start();
    }

    /** Says something of the span that the work belongs to. */
    public static Mono<Void> tag(String key, String value) {
        return Mono.deferContextual(context -> {
            context.<Trace>getOrEmpty(Trace.class)
                    .ifPresent(trace -> Unharmed.by(() -> trace.span.tag(key, value), trace.span));
            return Mono.empty();
        });
    }

    /** On whichever thread it runs, its log lines and exemplars name the span. */
    private <T> Mono<T> around(Mono<T> work) {
        return work.doOnError(failure -> Unharmed.by(() -> span.error(failure), span))
                .contextWrite(context -> context.put(Trace.class, this).put(SpanOfThread.KEY, span));
    }
}
