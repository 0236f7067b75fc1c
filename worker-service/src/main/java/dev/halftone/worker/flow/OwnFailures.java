package dev.halftone.worker.flow;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.fetch.PostponedException;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;

/** What goes wrong for reasons of our own is tried again until it goes right; an image's own failure is let through at once. */
@Component
class OwnFailures {

    private static final Logger LOG = LoggerFactory.getLogger(OwnFailures.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final int DEFECT_RETRIES = 4;
    private static final int DEPTH = 8;

    private final MeterRegistry meters;
    private final Duration maxBackoff;

    OwnFailures(MeterRegistry meters, FlowSettings settings) {
        this.meters = meters;
        this.maxBackoff = settings.retryBackoff();
    }

    /**
     * For a step that needs a part of ours: tried again until that part is well.
     *
     * @param step what is tried, for logs and meters
     */
    Retry retry(String step) {
        return Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                .maxBackoff(maxBackoff)
                .transientErrors(true)
                .filter(OwnFailures::isOurs)
                .doBeforeRetry(signal -> note(step, signal));
    }

    /**
     * For a step that needs nothing but this process: what fails it again and again is a defect, and ends the image as
     * {@code processing_failed}. To be followed by {@link #retry}, for the want of connections is none.
     */
    Retry retryDefect(String step) {
        return Retry.backoff(DEFECT_RETRIES, FIRST_BACKOFF)
                .maxBackoff(maxBackoff)
                .filter(e -> isOurs(e) && !isWant(e))
                .doBeforeRetry(signal -> note(step, signal))
                .onRetryExhaustedThrow((spec, signal) -> defect(step, signal.failure()));
    }

    private static boolean isOurs(Throwable e) {
        return !(e instanceof ImageFailureException || e instanceof PostponedException);
    }

    /** Whether something is used up, such as file descriptors, or cannot be reached. */
    private static boolean isWant(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .limit(DEPTH)
                .anyMatch(cause -> cause instanceof IOException || cause instanceof ChannelException);
    }

    private static ImageFailureException defect(String step, Throwable failure) {
        LOG.error("Step {} fails for a defect of ours, and the image with it", step, failure);
        return new ImageFailureException(FailureReason.PROCESSING_FAILED);
    }

    private void note(String step, Retry.RetrySignal signal) {
        LOG.warn("Step {}, attempt {}: {}", step, signal.totalRetries() + 1, String.valueOf(signal.failure()));
        LOG.debug("Step {}", step, signal.failure());
        WorkerMeter.RETRIES.counter(meters, step).increment();
    }
}
