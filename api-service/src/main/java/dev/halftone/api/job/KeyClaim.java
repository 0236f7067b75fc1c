package dev.halftone.api.job;

import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import org.jspecify.annotations.Nullable;

/** What became of the submission that had an {@link IdempotencyKey} first. */
public sealed interface KeyClaim {

    /** There was none: this is the first. */
    record Unused() implements KeyClaim {}

    /** It is still on its way, at this api or another. */
    record Busy() implements KeyClaim {}

    /**
     * It was accepted.
     *
     * @param body of the manifest and what was asked for with it
     * @param webhookSecret what the job's webhook is signed with, if it has one
     */
    record Used(
            Sha256 body,
            JobId job,
            int rows,
            int images,
            int rejectedRows,
            @Nullable String webhookSecret) implements KeyClaim {}
}
