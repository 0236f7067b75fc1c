package dev.halftone.hostile.abuse;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * What an abuser does again and again.
 *
 * @param hands how many it does at once
 * @param pause of each hand between two goes: how much a machine can do is not what is asked
 * @param allowed answers beside refusals: some of it is nothing bad in itself
 * @param go one time
 */
record Attack(int hands, Duration pause, Set<String> allowed, Go go) {

    static Attack refused(int hands, Duration pause, Go go) {
        return new Attack(hands, pause, Set.of(), go);
    }

    /** One time. */
    @FunctionalInterface
    interface Go {

        /** @param number of this time, from 0 */
        void go(Door door, int number) throws IOException, InterruptedException;
    }
}
