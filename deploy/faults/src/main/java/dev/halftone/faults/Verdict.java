package dev.halftone.faults;

import java.time.Duration;
import java.util.List;

/**
 * How a cell ended.
 *
 * @param isHit whether the fault came about; else the cell proves nothing
 * @param event what came about, or why nothing did
 * @param recovery from when nothing was in the way any more until nothing was owed
 * @param doubled how many images were fetched again
 * @param images of all its jobs
 * @param violations what did not hold
 */
record Verdict(
        String cell,
        boolean isHit,
        String event,
        Duration recovery,
        long doubled,
        long images,
        List<String> violations) {

    boolean holds() {
        return violations.isEmpty();
    }

    boolean provesNothing() {
        return holds() && !isHit;
    }

    String word() {
        return !holds() ? "VIOLATED" : isHit ? "holds" : "NOT HIT";
    }
}
