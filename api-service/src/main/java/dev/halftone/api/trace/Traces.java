package dev.halftone.api.trace;

import dev.halftone.wire.TraceParent;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The trace of the request that is being answered. */
@Component
public final class Traces {

    private final Tracer tracer;

    Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Where later work of others goes on with it, as a header has it; null if it is not recorded. */
    public @Nullable String parent() {
        TraceContext now = tracer.currentTraceContext().context();
        return now == null || !Boolean.TRUE.equals(now.sampled())
                ? null
                : new TraceParent(now.traceId(), now.spanId()).text();
    }
}
