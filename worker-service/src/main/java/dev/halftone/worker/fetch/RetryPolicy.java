package dev.halftone.worker.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Whether, and how long after a failed attempt, a source is asked for again. */
final class RetryPolicy {

    private static final int MAX_DOUBLINGS = 16;

    private final FetchSettings settings;
    private final DoubleSupplier random;

    /** @param random from 0 to 1: spreads the attempts of many images that failed together */
    RetryPolicy(FetchSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The pause before the next attempt; empty if there is none.
     *
     * @param attempts made so far
     */
    Optional<Duration> pause(FetchFailure failure, int attempts) {
        Duration asked = failure.retryAfter() == null ? Duration.ZERO : failure.retryAfter();
        boolean hopeless = !failure.isTransient()
                || attempts >= settings.attempts()
                || asked.compareTo(settings.maxRetryAfter()) > 0;
        return hopeless ? Optional.empty() : Optional.of(asked.plus(jittered(attempts)));
    }

    private Duration jittered(int attempts) {
        Duration backoff = settings.backoff().multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
        return Duration.ofNanos((long) (backoff.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
