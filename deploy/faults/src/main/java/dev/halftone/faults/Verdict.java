package dev.halftone.faults;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a cell ended.
 *
 * @param hit what came about; null if the fault did not, and then the cell proves nothing
 * @param recovery from when nothing was in the way any more until nothing was owed
 * @param doubled how many images were fetched again
 * @param images of all its jobs
 * @param violations what did not hold
 */
record Verdict(
        String cell, @Nullable String hit, Duration recovery, long doubled, long images, List<String> violations) {

    boolean isHit() {
        return hit != null;
    }

    boolean holds() {
        return violations.isEmpty();
    }

    String word() {
        return !holds() ? "VIOLATED" : isHit() ? "holds" : "NOT HIT";
    }
}
