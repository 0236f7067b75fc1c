package dev.halftone.worker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.TraceParent;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TracesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final TraceParent SUBMISSION =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
    private static final Row ROW =
            new Row(JobId.next(), 1, "SN", "name", List.of(new Source(0, "https://images.example/a.jpg")));

    @ParameterizedTest
    @ValueSource(strings = {"traceContextBuilder", "spanBuilder", "start", "isNoop", "context", "tag", "error", "end"})
    void workEndsAsItDoesHoweverItsTraceFails(String method) {
        FailingTracer failing = new FailingTracer(method);
        Traces traces = new Traces(failing.tracer(), new TraceSettings(1));
        Mono<String> done = Trace.tag("key", "value").then(Trace.span("step", Mono.just("done")));
        Mono<String> failed = Trace.span("step", Mono.error(new IllegalStateException("of its own")));

        traces.row(SUBMISSION, ROW, done)
                .as(StepVerifier::create)
                .expectNext("done")
                .expectComplete()
                .verify(TIMEOUT);
        traces.row(SUBMISSION, ROW, failed)
                .as(StepVerifier::create)
                .expectErrorMessage("of its own")
                .verify(TIMEOUT);
        assertThat(failing.failures()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"withSpan", "close"})
    void aThreadGoesOnHoweverItsSpanFails(String method) {
        FailingTracer failing = new FailingTracer(method);
        SpanOfThread thread = new SpanOfThread(failing.tracer());

        thread.setValue(Span.NOOP);
        thread.setValue();

        assertThat(thread.getValue()).isNull();
        assertThat(failing.failures()).isPositive();
    }
}
