package dev.halftone.standalone.client;

import java.util.Locale;

/** Sizes as people read them. */
final class Sizes {

    private Sizes() {}

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static long percentSaved(long in, long out) {
        return in == 0 ? 0 : Math.round(100.0 * (in - out) / in);
    }
}
