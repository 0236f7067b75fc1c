package dev.halftone.faults.cell;

/** The fault did not come about, so the cell proves nothing. */
public final class NotHitException extends Exception {

    NotHitException(String reason) {
        super(reason);
    }
}
