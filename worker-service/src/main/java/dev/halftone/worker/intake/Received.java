package dev.halftone.worker.intake;

/**
 * What came from Kafka, with the duty to acknowledge it. What is never acknowledged is received again, here or by another worker;
 * it also holds back the offset of its partition, so nothing but a dying process may leave it, or one that loses the partition.
 */
public sealed interface Received permits ReceivedRow, UnreadableRow {

    /** Takes the duty away. Doing it again changes nothing. */
    void acknowledge();
}
