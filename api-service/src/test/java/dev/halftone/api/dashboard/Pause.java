package dev.halftone.api.dashboard;

/** Between two looks at something that another process does. */
final class Pause {

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
