package dev.halftone.image;

/** A pipeline or a list of renditions that cannot be run. The message is for the client: what is wrong and what is allowed. */
public final class InvalidPipelineException extends IllegalArgumentException {

    public InvalidPipelineException(String message) {
        super(message);
    }
}
