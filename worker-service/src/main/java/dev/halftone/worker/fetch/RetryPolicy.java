package dev.halftone.worker.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Whether, and how long after a failed attempt, a source is asked for again. */
final class RetryPolicy {

    private static final int MAX_DOUBLINGS = 16;

    private final RetrySettings settings;
    private final DoubleSupplier random;

    /** @param random from 0 to 1: spreads the attempts of many images that failed together */
    RetryPolicy(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The pause before the next attempt; empty if there is none.
     *
     * @param attempts made so far
     */
    Optional<Duration> pause(FetchFailure failure, int attempts) {
        return failure.isTransient() && attempts < settings.maxAttempts()
                ? Optional.of(asked(failure).plus(jittered(attempts)))
                : Optional.empty();
    }

    /** Whether a pause is too long for an image to be held meanwhile. */
    boolean isLong(Duration pause) {
        return pause.compareTo(settings.maxPause()) > 0;
    }

    /** An absurd wish must not hold a job for ever. */
    private Duration asked(FetchFailure failure) {
        Duration asked = failure.retryAfter() == null ? Duration.ZERO : failure.retryAfter();
        return asked.compareTo(settings.maxWait()) > 0 ? settings.maxWait() : asked;
    }

    private Duration jittered(int attempts) {
        Duration backoff = settings.backoff().multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
        return Duration.ofNanos((long) (backoff.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
