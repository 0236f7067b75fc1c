package dev.halftone.worker.flow;

import java.util.Locale;

/** The steps of an image that are timed. */
enum Step {
    /** From the row's receipt until it is the image's turn. */
    WAITING,
    FETCH,
    PROCESS,
    STORE,
    RECORD;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
