package dev.halftone.worker.flow;

import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;

/** What goes wrong for reasons of our own is tried again until it goes right; an image's own failure is let through at once. */
@Component
class OwnFailures {

    private static final Logger LOG = LoggerFactory.getLogger(OwnFailures.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

    private final MeterRegistry meters;
    private final Duration maxBackoff;

    OwnFailures(MeterRegistry meters, FlowSettings settings) {
        this.meters = meters;
        this.maxBackoff = settings.retryBackoff();
    }

    /** @param step what is tried, for logs and meters */
    Retry retry(String step) {
        return Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                .maxBackoff(maxBackoff)
                .filter(e -> !(e instanceof ImageFailureException))
                .doBeforeRetry(signal -> note(step, signal));
    }

    private void note(String step, Retry.RetrySignal signal) {
        LOG.warn("Step {}, attempt {}: {}", step, signal.totalRetries() + 1, String.valueOf(signal.failure()));
        LOG.debug("Step {}", step, signal.failure());
        meters.counter(WorkerMeter.RETRIES.getName(), WorkerMeter.Tag.STEP.asString(), step)
                .increment();
    }
}
