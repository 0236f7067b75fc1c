package dev.halftone.worker.trace;

import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.wire.TraceParent;
import io.micrometer.context.ContextRegistry;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Goes on with the trace that a job's submission began. What no recorded trace is named for is not traced. */
@Component
public class Traces {

    private final Tracer tracer;
    private final int rowsOfAJob;

    public Traces(Tracer tracer, TraceSettings settings) {
        this.tracer = tracer;
        this.rowsOfAJob = settings.rows();
        if (isOn()) {
            ContextRegistry.getInstance().registerThreadLocalAccessor(new SpanOfThread(tracer));
        }
    }

    /** The same work, as that of a row: in its submission's trace, or in one of its own that links there if those are too many. */
    public <T> Mono<T> row(@Nullable TraceParent submission, Row row, Mono<T> work) {
        return submission == null || !isOn() ? work : Trace.around(work, tracer, () -> of(submission, row));
    }

    /** The same work, as that of a delivery. */
    public <T> Mono<T> delivery(@Nullable TraceParent submission, JobId job, Mono<T> work) {
        return submission == null || !isOn()
                ? work
                : Trace.around(
                        work,
                        tracer,
                        () -> named("delivery", job)
                                .setParent(context(submission))
                                .start());
    }

    private boolean isOn() {
        return !Tracer.NOOP.equals(tracer);
    }

    private Span of(TraceParent submission, Row row) {
        Span.Builder span = named("row", row.job()).kind(Span.Kind.CONSUMER).tag("row", row.number());
        TraceContext begun = context(submission);
        return (row.number() <= rowsOfAJob
                        ? span.setParent(begun)
                        : span.setNoParent().addLink(new Link(begun)))
                .start();
    }

    private Span.Builder named(String name, JobId job) {
        return tracer.spanBuilder().name(name).tag("requestId", job.toString());
    }

    private TraceContext context(TraceParent parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(true)
                .build();
    }
}
