package dev.halftone.worker.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery whose next attempt is due and that this worker may make.
 *
 * @param body the same bytes in every attempt
 * @param attempts made before
 * @param claimedAt by the database's clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Delivery(UUID id, UUID endpoint, String url, String secret, byte[] body, int attempts, Instant claimedAt) {

    /** What a receiver tells repetitions by. */
    String webhookId() {
        return "msg_" + id;
    }

    /** Without the secret and the body. */
    @Override
    public String toString() {
        return "Delivery[" + id + ", attempts=" + attempts + "]";
    }
}
