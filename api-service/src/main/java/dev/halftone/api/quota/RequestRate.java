package dev.halftone.api.quota;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many requests a minute through: a bucket of as many, which fills up again steadily (the generic cell rate algorithm:
 * one number says when the bucket will be full).
 */
final class RequestRate {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final long step;
    private final AtomicLong fullAt;

    /** @param now of a clock of nanoseconds, as every later one */
    RequestRate(int perMinute, long now) {
        this.perMinute = perMinute;
        this.step = MINUTE / perMinute;
        this.fullAt = new AtomicLong(now);
    }

    int perMinute() {
        return perMinute;
    }

    /**
     * What came of asking for a turn.
     *
     * @param granted whether the request may go on
     * @param remaining how many more may come at once
     * @param untilNext until one more may come, if none may now
     * @param untilFull until all may come at once again
     */
    record Turn(boolean granted, long remaining, Duration untilNext, Duration untilFull) {

        static final Turn UNLIMITED = new Turn(true, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);
    }

    Turn take(long now) {
        while (true) {
            long before = fullAt.get();
            long debt = Math.max(0, before - now);
            if (debt + step > MINUTE) {
                return turn(false, debt);
            }
            if (fullAt.compareAndSet(before, now + debt + step)) {
                return turn(true, debt + step);
            }
        }
    }

    private Turn turn(boolean granted, long debt) {
        long free = MINUTE - debt;
        return new Turn(granted, free / step, seconds(Math.max(0, step - free)), seconds(debt));
    }

    /** Rounded up: whoever waits as long finds what was promised. */
    private static Duration seconds(long nanos) {
        return Duration.ofSeconds(Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos()));
    }
}
