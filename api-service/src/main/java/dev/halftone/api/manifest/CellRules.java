package dev.halftone.api.manifest;

import java.util.Optional;

/** What every cell must be, whatever it holds. */
record CellRules(int maxLength) {

    Optional<Fault> check(String cell) {
        if (cell.indexOf(ManifestText.MALFORMED) >= 0) {
            return Fault.of(
                    RejectionCode.INVALID_UTF8,
                    "The cell is not UTF-8. Save the manifest with the encoding UTF-8 ('CSV UTF-8' in a spreadsheet).");
        }
        if (cell.indexOf('\0') >= 0) {
            return Fault.of(
                    RejectionCode.NUL_BYTE,
                    "The cell holds a NUL byte. Remove it; if there are many, the encoding is probably not UTF-8.");
        }
        if (cell.length() > maxLength) {
            return Fault.of(RejectionCode.CELL_TOO_LONG, tooLong());
        }
        return Optional.empty();
    }

    String tooLong() {
        return "The cell is longer than " + maxLength
                + " characters. Shorten it; if it looks short, look for a double quote that is not closed.";
    }

    /** A fault, before it is known where. */
    record Fault(RejectionCode code, String message) {

        static Optional<Fault> of(RejectionCode code, String message) {
            return Optional.of(new Fault(code, message));
        }
    }
}
