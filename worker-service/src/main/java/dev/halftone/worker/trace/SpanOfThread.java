package dev.halftone.worker.trace;

import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the span of the Reactor context the thread's own while it works for it, for log lines and exemplars. Reactor sets and restores
 * in whatever order signals come, and not as scopes are nested: so each thread has one scope at most, which the next one ends. Micrometer's
 * own accessor takes them to be nested, and throws where they are not (micrometer-tracing 1.7.0).
 */
final class SpanOfThread implements ThreadLocalAccessor<Span> {

    static final String KEY = SpanOfThread.class.getName();

    private static final ThreadLocal<@Nullable Held> HELD = new ThreadLocal<>();

    private final Tracer tracer;

    SpanOfThread(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Span getValue() {
        Held now = HELD.get();
        return now == null ? null : now.span();
    }

    @Override
    public void setValue(Span span) {
        setValue();
        Unharmed.by(() -> HELD.set(new Held(span, tracer.withSpan(span))));
    }

    @Override
    public void setValue() {
        Held now = HELD.get();
        if (now != null) {
            HELD.remove();
            Unharmed.by(now.scope()::close);
        }
    }

    private record Held(Span span, Tracer.SpanInScope scope) {}
}
