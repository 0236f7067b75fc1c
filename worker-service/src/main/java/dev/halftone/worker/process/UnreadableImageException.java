package dev.halftone.worker.process;

/** The bytes are no complete, sound image of their format. Whether they are truncated or corrupt is for the caller to tell. */
public final class UnreadableImageException extends RuntimeException {

    /** @param cause what the decoder said, for the log */
    public UnreadableImageException(Exception cause) {
        super(cause);
    }
}
