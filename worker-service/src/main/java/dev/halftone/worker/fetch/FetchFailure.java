package dev.halftone.worker.fetch;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why one attempt brought no image. */
final class FetchFailure extends RuntimeException {

    /** Request timeout, too early, too many requests: of the client errors, those that pass. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final FailureReason reason;
    private final @Nullable Integer httpStatus;
    private final @Nullable Duration retryAfter;

    FetchFailure(FailureReason reason) {
        this(reason, null, null);
    }

    private FetchFailure(FailureReason reason, @Nullable Integer httpStatus, @Nullable Duration retryAfter) {
        super(reason.wireName(), null, false, false);
        this.reason = reason;
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
    }

    static FetchFailure status(int httpStatus, @Nullable Duration retryAfter) {
        return new FetchFailure(FailureReason.HTTP_STATUS, httpStatus, retryAfter);
    }

    FailureReason reason() {
        return reason;
    }

    /** What the host asked for, if it did. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same request may succeed a moment later. */
    boolean isTransient() {
        return httpStatus == null ? reason.isRetryable() : httpStatus >= 500 || PASSING.contains(httpStatus);
    }

    ImageFailureException after(int attempts) {
        return new ImageFailureException(reason, httpStatus, attempts);
    }
}
