package dev.halftone.outcome;

import org.jspecify.annotations.Nullable;

/** An image's own failure, on its way to become a {@link Outcome.Failed}. Whatever else goes wrong is ours, and is retried. */
public final class ImageFailureException extends RuntimeException {

    private final FailureReason reason;
    private final @Nullable Integer httpStatus;
    private final int attempts;

    public ImageFailureException(FailureReason reason) {
        this(reason, null, 1);
    }

    /** @param cause what led to it, for the log alone */
    public ImageFailureException(FailureReason reason, Exception cause) {
        this(reason, null, 1, cause);
    }

    /**
     * @param httpStatus what the source's host answered, where that is the reason
     * @param attempts how often the source was asked for
     */
    public ImageFailureException(FailureReason reason, @Nullable Integer httpStatus, int attempts) {
        this(reason, httpStatus, attempts, null);
    }

    private ImageFailureException(
            FailureReason reason, @Nullable Integer httpStatus, int attempts, @Nullable Exception cause) {
        super(reason.wireName(), cause, false, false);
        this.reason = reason;
        this.httpStatus = httpStatus;
        this.attempts = attempts;
    }

    public FailureReason reason() {
        return reason;
    }

    public @Nullable Integer httpStatus() {
        return httpStatus;
    }

    public int attempts() {
        return attempts;
    }
}
