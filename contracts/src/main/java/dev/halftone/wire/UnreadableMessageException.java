package dev.halftone.wire;

/** A Kafka record that this version cannot read: garbage, or of a version that it does not know. */
public final class UnreadableMessageException extends Exception {

    UnreadableMessageException(String message) {
        super(message);
    }
}
