package dev.halftone.wire;

/** A Kafka record that cannot be read: garbage, or, as {@link UnknownVersionException}, of a version that is not known here. */
public class UnreadableMessageException extends Exception {

    UnreadableMessageException(String message) {
        super(message);
    }
}
