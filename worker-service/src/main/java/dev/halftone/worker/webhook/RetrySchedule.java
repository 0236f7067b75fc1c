package dev.halftone.worker.webhook;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What follows on an attempt, after the schedule of Standard Webhooks. */
final class RetrySchedule {

    private final List<Duration> pauses;
    private final double jitter;
    private final Duration maxRetryAfter;
    private final DoubleSupplier random;

    /** @param random from 0 to 1 */
    RetrySchedule(WebhookSettings settings, DoubleSupplier random) {
        this.pauses = settings.schedule();
        this.jitter = settings.jitter();
        this.maxRetryAfter = settings.maxRetryAfter();
        this.random = random;
    }

    /** @param made attempts, this one included */
    Verdict after(Attempt attempt, int made) {
        return switch (attempt) {
            case Attempt.Answered answer when answer.isSuccess() -> new Verdict.Succeeded();
            case Attempt.Answered answer when answer.isGone() -> new Verdict.EndpointGone();
            case Attempt.Answered answer -> next(made, answer.retryAfter());
            case Attempt.Unanswered _ -> next(made, null);
        };
    }

    private Verdict next(int made, @Nullable Duration asked) {
        if (made >= pauses.size()) {
            return new Verdict.GivenUp();
        }
        Duration pause = longer(pauses.get(made), honoured(asked));
        return new Verdict.Again(pause.plusNanos((long) (pause.toNanos() * jitter * random.getAsDouble())));
    }

    private Duration honoured(@Nullable Duration asked) {
        if (asked == null) {
            return Duration.ZERO;
        }
        return asked.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : asked;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
