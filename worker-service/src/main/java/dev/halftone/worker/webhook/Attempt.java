package dev.halftone.worker.webhook;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one POST ended. */
sealed interface Attempt {

    Duration took();

    /** Why it did not succeed, or {@code none}: a wire name, for meters. */
    String failure();

    /**
     * The receiver answered.
     *
     * @param retryAfter how long it asks to be left alone, if it does
     */
    record Answered(int status, @Nullable Duration retryAfter, Duration took) implements Attempt {

        private static final int GONE = 410;

        @Override
        public String failure() {
            return isSuccess() ? "none" : FailureReason.HTTP_STATUS.wireName();
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Whether the receiver wants nothing more, ever. */
        boolean isGone() {
            return status == GONE;
        }
    }

    /** No answer came. */
    record Unanswered(FailureReason reason, Duration took) implements Attempt {

        @Override
        public String failure() {
            return reason.wireName();
        }
    }
}
