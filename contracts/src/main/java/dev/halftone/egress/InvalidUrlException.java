package dev.halftone.egress;

/** A URL that may not be asked for, whatever it leads to. The message is for the client: what is wrong and how to mend it. */
public final class InvalidUrlException extends Exception {

    public InvalidUrlException(String message) {
        super(message);
    }
}
