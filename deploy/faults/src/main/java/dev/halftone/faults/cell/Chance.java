package dev.halftone.faults.cell;

import java.util.List;
import java.util.Random;

/** What the seed decides. */
record Chance(Random random) {

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T anyOf(List<T> those) {
        return those.get(random.nextInt(those.size()));
    }
}
