package dev.halftone.worker.intake;

import dev.halftone.wire.RowMessage;

/**
 * A row. It is done, and to be acknowledged, when every image of it has its outcome or is parked.
 *
 * @param assignment of its partition: who works on the row asks there
 * @param acknowledgement what {@link #acknowledge} runs
 */
public record ReceivedRow(RowMessage message, Assignment assignment, Runnable acknowledgement) implements Received {

    @Override
    public void acknowledge() {
        acknowledgement.run();
    }
}
