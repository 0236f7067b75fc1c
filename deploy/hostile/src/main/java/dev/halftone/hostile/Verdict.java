package dev.halftone.hostile;

import java.util.List;

/**
 * What became of a cell.
 *
 * @param items that were given
 * @param misses what did not come about, so that nothing is proven by it
 */
record Verdict(String cell, int items, List<String> evidence, List<String> misses, List<String> violations) {

    boolean holds() {
        return violations.isEmpty();
    }

    boolean isHit() {
        return misses.isEmpty();
    }

    String word() {
        if (!holds()) {
            return "VIOLATED";
        }
        return isHit() ? "holds" : "NOT HIT";
    }
}
