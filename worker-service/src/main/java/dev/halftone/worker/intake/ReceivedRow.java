package dev.halftone.worker.intake;

import dev.halftone.wire.RowMessage;

/**
 * A row with the duty to acknowledge it. What is never acknowledged is received again, here or by another worker;
 * it also holds back the offset of its partition, so nothing but a dying process may leave it.
 *
 * @param acknowledgement takes the duty away; running it again changes nothing
 */
public record ReceivedRow(RowMessage message, Runnable acknowledgement) {

    /** The row is done: every image of it has its outcome. */
    public void acknowledge() {
        acknowledgement.run();
    }
}
