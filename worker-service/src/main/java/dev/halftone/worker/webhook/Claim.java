package dev.halftone.worker.webhook;

import dev.halftone.event.JobCompleted;
import dev.halftone.job.JobId;
import dev.halftone.wire.TraceParent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it was claimed.
 *
 * @param leasedUntil which lease is this worker's: another's ends at another time
 * @param body null until it is rendered, before the first attempt
 * @param event what the body is rendered from; null if the job is no longer kept
 * @param trace of the job's submission, if it is recorded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Claim(
        UUID id,
        UUID endpoint,
        JobId job,
        String url,
        String secret,
        byte @Nullable [] body,
        int attempts,
        Instant claimedAt,
        Instant leasedUntil,
        @Nullable JobCompleted event,
        @Nullable TraceParent trace) {

    Delivery with(byte[] stored) {
        return new Delivery(id, endpoint, url, secret, stored, attempts, claimedAt);
    }
}
