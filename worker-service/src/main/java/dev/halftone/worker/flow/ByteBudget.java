package dev.halftone.worker.flow;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Bytes that may be held at once. Claims are granted in the order in which they are made, so a large one is never overtaken for
 * good by small ones.
 */
final class ByteBudget {

    private final long capacity;
    private final Queue<Claim> waiting = new ArrayDeque<>();
    private long claimed;

    ByteBudget(long capacity) {
        this.capacity = capacity;
    }

    /**
     * A claim to some bytes, not yet granted. Whoever makes it must release it, granted or not. One that is larger than the whole
     * budget is granted when nothing else is.
     */
    Claim claim(long bytes) {
        return new Claim(Math.min(bytes, capacity));
    }

    synchronized long claimed() {
        return claimed;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private void enqueue(Claim claim) {
        synchronized (this) {
            waiting.add(claim);
        }
        grantWhatFits();
    }

    /** Grants outside of the lock: whoever waits goes on in this very call. */
    private void grantWhatFits() {
        for (Claim next = takeIfFits(); next != null; next = takeIfFits()) {
            next.granted.tryEmitEmpty();
        }
    }

    private synchronized @Nullable Claim takeIfFits() {
        Claim next = waiting.peek();
        if (next == null || claimed + next.bytes > capacity) {
            return null;
        }
        waiting.remove();
        next.held = next.bytes;
        claimed += next.held;
        return next;
    }

    private synchronized void keep(Claim claim, long bytes) {
        long kept = Math.min(bytes, claim.held);
        claimed -= claim.held - kept;
        claim.held = kept;
        waiting.remove(claim);
    }

    /** Some bytes of the budget. */
    final class Claim {

        private final long bytes;
        private final Sinks.Empty<Void> granted = Sinks.empty();
        private long held;

        private Claim(long bytes) {
            this.bytes = bytes;
        }

        /** Completes once the bytes are there. To be subscribed to once. */
        Mono<Void> granted() {
            return granted.asMono().doOnSubscribe(subscription -> enqueue(this));
        }

        /** Gives back what is more than {@code bytes}. */
        void shrinkTo(long bytes) {
            keep(this, bytes);
            grantWhatFits();
        }

        /** Gives back what is held, or gives up the place in the queue. Doing it again changes nothing. */
        void release() {
            shrinkTo(0);
        }
    }
}
