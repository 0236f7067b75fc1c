package dev.halftone.faults.proxy;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The traps of one proxy, each of which is sprung once, in the order they were set. */
final class Traps {

    private final Map<Moment, Queue<Trap>> armed = new EnumMap<>(Moment.class);
    private final Map<Moment, LongAdder> seen = new EnumMap<>(Moment.class);

    Traps() {
        for (Moment moment : Moment.values()) {
            armed.put(moment, new ConcurrentLinkedQueue<>());
            seen.put(moment, new LongAdder());
        }
    }

    Trap set(Moment moment) {
        Trap trap = new Trap();
        armedAt(moment).add(trap);
        return trap;
    }

    /** Counts the moment, and gives the trap that is to hold it, if any. */
    @Nullable
    Trap next(Moment moment) {
        countOf(moment).increment();
        Queue<Trap> traps = armedAt(moment);
        Trap trap = traps.poll();
        while (trap != null && trap.isOver()) {
            trap = traps.poll();
        }
        return trap;
    }

    long seen(Moment moment) {
        return countOf(moment).sum();
    }

    /** Disarms all of them. */
    void clear() {
        armed.values().forEach(Queue::clear);
    }

    private Queue<Trap> armedAt(Moment moment) {
        return requireNonNull(armed.get(moment));
    }

    private LongAdder countOf(Moment moment) {
        return requireNonNull(seen.get(moment));
    }
}
