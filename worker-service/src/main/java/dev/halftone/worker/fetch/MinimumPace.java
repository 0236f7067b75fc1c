package dev.halftone.worker.fetch;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/**
 * Ends a body that comes more slowly than it must, judged window by window. Looks only when something comes: of a host that
 * sends nothing at all, another limit takes care.
 */
final class MinimumPace {

    private final long leastPerWindow;
    private final long window;
    private final LongSupplier nanoTime;
    private long windowBegan;
    private long came;

    /** Of a body that begins now. */
    MinimumPace(DataSize aSecond, Duration window, LongSupplier nanoTime) {
        this.leastPerWindow = aSecond.toBytes() * window.toMillis() / 1000;
        this.window = window.toNanos();
        this.nanoTime = nanoTime;
        this.windowBegan = nanoTime.getAsLong();
    }

    /** @throws FetchFailure if too little has come, these bytes included */
    void more(int bytes) {
        came += bytes;
        long now = nanoTime.getAsLong();
        if (now - windowBegan >= window) {
            if (came < leastPerWindow) {
                throw new FetchFailure(FailureReason.TIMEOUT);
            }
            windowBegan = now;
            came = 0;
        }
    }
}
