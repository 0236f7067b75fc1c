package dev.halftone.wire;

/** A record of a version that is not known here. Others may well read it: old and new versions run side by side during an upgrade. */
public final class UnknownVersionException extends UnreadableMessageException {

    public UnknownVersionException(int version) {
        super("version " + version + " is not known here");
    }
}
