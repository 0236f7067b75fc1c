package dev.halftone.api.manifest;

/** From here on the CSV cannot be told apart into cells. */
final class BrokenCsvException extends Exception {

    private final RejectionCode code;
    private final transient RawRecord soFar;

    /** @param soFar the record that could not be finished, with the cells before the faulty one */
    BrokenCsvException(RejectionCode code, RawRecord soFar) {
        super(code.wireName(), null, false, false);
        this.code = code;
        this.soFar = soFar;
    }

    RejectionCode code() {
        return code;
    }

    RawRecord soFar() {
        return soFar;
    }
}
