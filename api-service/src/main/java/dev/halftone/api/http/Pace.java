package dev.halftone.api.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Operators;

/** How fast something comes that is asked for; while nothing is asked for, nobody waits. */
final class Pace {

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong asked = new AtomicLong();
    private volatile long since = System.nanoTime();
    private final AtomicLong waited = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void forMore(long count) {
        if (asked.get() == 0) {
            since = System.nanoTime();
        }
        asked.accumulateAndGet(count, Operators::addCap);
    }

    void cameMore(int size) {
        waited.addAndGet(silence());
        bytes.addAndGet(size);
        since = System.nanoTime();
        asked.updateAndGet(count -> count == Long.MAX_VALUE ? count : count - 1);
    }

    /** For how long what is asked for has not come. */
    Duration waiting() {
        return Duration.ofNanos(silence());
    }

    /** Whether, beyond the grace, less than so many bytes came for each second of waiting. */
    boolean isBelow(long bytesPerSecond, Duration grace) {
        long counted = waited.get() + silence() - grace.toNanos();
        return counted > 0 && bytes.get() < counted / SECOND * bytesPerSecond;
    }

    private long silence() {
        return asked.get() == 0 ? 0 : System.nanoTime() - since;
    }
}
