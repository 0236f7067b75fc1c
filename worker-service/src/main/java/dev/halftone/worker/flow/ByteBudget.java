package dev.halftone.worker.flow;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Bytes that may be held at once. Claims are granted in the order in which they are made, but no owner gets more than three
 * quarters while it holds any: a slow host cannot keep all others from being fetched.
 */
final class ByteBudget {

    private final long capacity;
    private final long share;
    private final Queue<Claim> waiting = new ArrayDeque<>();
    private final Map<String, Long> heldByOwner = new HashMap<>();
    private long held;

    ByteBudget(long capacity) {
        this.capacity = capacity;
        this.share = capacity - capacity / 4;
    }

    /**
     * A claim to some bytes, not yet granted. Whoever makes it must release it, granted or not. One that is larger than the whole
     * budget is granted when nothing else is.
     */
    Claim claim(String owner, long bytes) {
        return new Claim(owner, Math.min(bytes, capacity));
    }

    synchronized long held() {
        return held;
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
        for (Optional<Claim> next = take(); next.isPresent(); next = take()) {
            next.get().granted.tryEmitEmpty();
        }
    }

    private synchronized Optional<Claim> take() {
        Optional<Claim> next = waiting.stream()
                .filter(this::isWithinShare)
                .findFirst()
                .filter(claim -> held + claim.bytes <= capacity);
        next.ifPresent(claim -> {
            waiting.remove(claim);
            hold(claim, claim.bytes);
        });
        return next;
    }

    private boolean isWithinShare(Claim claim) {
        long owned = heldByOwner.getOrDefault(claim.owner, 0L);
        return owned == 0 || owned + claim.bytes <= share;
    }

    private void hold(Claim claim, long bytes) {
        long more = bytes - claim.held;
        claim.held = bytes;
        held += more;
        heldByOwner.merge(claim.owner, more, (before, change) -> before + change == 0 ? null : before + change);
    }

    private synchronized void keep(Claim claim, long bytes) {
        waiting.remove(claim);
        if (bytes < claim.held) {
            hold(claim, bytes);
        }
    }

    /** Some bytes of the budget. */
    final class Claim {

        private final String owner;
        private final long bytes;
        private final Sinks.Empty<Void> granted = Sinks.empty();
        private long held;

        private Claim(String owner, long bytes) {
            this.owner = owner;
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
