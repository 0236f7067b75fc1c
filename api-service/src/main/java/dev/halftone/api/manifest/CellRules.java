package dev.halftone.api.manifest;

import java.util.Optional;

/**
 * What every text must be, whatever it says.
 *
 * @param noun what it is called, such as "cell"
 * @param maxLength in characters
 */
record CellRules(String noun, int maxLength) {

    Optional<Fault> check(String cell) {
        if (cell.indexOf(ManifestText.MALFORMED) >= 0) {
            return Fault.of(
                    RejectionCode.INVALID_UTF8,
                    "The " + noun
                            + " is not UTF-8. Save the manifest with the encoding UTF-8 ('CSV UTF-8' in a spreadsheet).");
        }
        if (cell.indexOf('\0') >= 0) {
            return Fault.of(
                    RejectionCode.NUL_BYTE,
                    "The " + noun
                            + " holds a NUL byte. Remove it; if there are many, the encoding is probably not UTF-8.");
        }
        if (cell.length() > maxLength) {
            return Fault.of(RejectionCode.CELL_TOO_LONG, tooLong());
        }
        return Optional.empty();
    }

    String tooLong() {
        return "The " + noun + " is longer than " + maxLength + " characters. Shorten it.";
    }

    /** A fault, before it is known where. */
    record Fault(RejectionCode code, String message) {

        static Optional<Fault> of(RejectionCode code, String message) {
            return Optional.of(new Fault(code, message));
        }
    }
}
