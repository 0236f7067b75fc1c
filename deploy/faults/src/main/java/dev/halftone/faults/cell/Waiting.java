package dev.halftone.faults.cell;

import java.time.Duration;

/** For what comes to be so by itself. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 20;

    private Waiting() {}

    /**
     * Returns when something is so.
     *
     * @throws NotHitException if it does not come to that
     */
    static void until(String what, Condition condition) throws Exception {
        if (!comes(PATIENCE, condition)) {
            throw new NotHitException("it did not come about that " + what);
        }
    }

    /** Whether something comes to be so within that time. */
    static boolean comes(Duration patience, Condition condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /** Something that can be waited for. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws Exception;
    }
}
