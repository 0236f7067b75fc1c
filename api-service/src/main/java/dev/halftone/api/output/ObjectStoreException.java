package dev.halftone.api.output;

/** The object store is away, ill, or refuses us. */
public final class ObjectStoreException extends RuntimeException {

    ObjectStoreException(Throwable cause) {
        super("the object store: " + cause.getMessage(), cause);
    }
}
