package dev.halftone.api.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Operators;

/** For how long something asked for has not come; while nothing is asked for, nobody waits. */
final class Waiting {

    private final AtomicLong asked = new AtomicLong();
    private volatile long since = System.nanoTime();

    void forMore(long count) {
        if (asked.get() == 0) {
            since = System.nanoTime();
        }
        asked.accumulateAndGet(count, Operators::addCap);
    }

    void oneCame() {
        since = System.nanoTime();
        asked.updateAndGet(count -> count == Long.MAX_VALUE ? count : count - 1);
    }

    Duration time() {
        long elapsed = System.nanoTime() - since;
        return asked.get() == 0 ? Duration.ZERO : Duration.ofNanos(elapsed);
    }
}
