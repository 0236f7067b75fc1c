package dev.halftone.api.access;

/** The service would be open to those whom it is not meant for, and does not start. */
final class UnprotectedException extends RuntimeException {

    private final String reason;
    private final String mend;

    UnprotectedException(String reason, String mend) {
        super(reason + " " + mend);
        this.reason = reason;
        this.mend = mend;
    }

    String reason() {
        return reason;
    }

    String mend() {
        return mend;
    }
}
