package dev.halftone.worker.intake;

import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * A record that no row could be read from. It is done when it is buried, and the images of the row that it was to bring have ended.
 *
 * @param name the row whose images nobody can make from this record; empty if none is named, or if another version can read it
 * @param buried completes once the record is kept among the dead. Waits for as long as Kafka is ill
 * @param acknowledgement what {@link #acknowledge} runs
 */
public record UnreadableRow(Optional<RowName> name, Mono<Void> buried, Runnable acknowledgement) implements Received {

    @Override
    public void acknowledge() {
        acknowledgement.run();
    }
}
