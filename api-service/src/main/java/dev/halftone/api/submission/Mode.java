package dev.halftone.api.submission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a manifest with rejected rows. */
enum Mode {
    /** It is rejected as a whole. */
    STRICT,
    /** Its valid rows are accepted, and the rejected ones kept to be read. */
    LENIENT,
    /** It is validated only, whatever is in it, and nothing is stored. */
    DRY_RUN;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> named(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(wireName))
                .findFirst();
    }
}
