package dev.halftone.worker.flow;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Units of something, such as bytes, that may be held at once. Claims are granted in the order in which they are made, but no owner gets more than three
 * quarters while it holds any: a slow host cannot keep all others from being fetched.
 */
final class Budget {

    private final long capacity;
    private final long share;
    private final Queue<Claim> waiting = new ArrayDeque<>();
    private final Map<String, Long> heldByOwner = new HashMap<>();
    private long held;

    Budget(long capacity) {
        this.capacity = capacity;
        this.share = capacity - capacity / 4;
    }

    /**
     * A claim to some units, not yet granted. Whoever makes it must release it, granted or not. One that is larger than the whole
     * budget is granted when nothing else is.
     */
    Claim claim(String owner, long units) {
        return new Claim(owner, Math.min(units, capacity));
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
                .filter(claim -> held + claim.units <= capacity);
        next.ifPresent(claim -> {
            waiting.remove(claim);
            hold(claim, claim.units);
        });
        return next;
    }

    private boolean isWithinShare(Claim claim) {
        long owned = heldByOwner.getOrDefault(claim.owner, 0L);
        return owned == 0 || owned + claim.units <= share;
    }

    private void hold(Claim claim, long units) {
        long more = units - claim.held;
        claim.held = units;
        held += more;
        heldByOwner.merge(claim.owner, more, (before, change) -> before + change == 0 ? null : before + change);
    }

    private synchronized void keep(Claim claim, long units) {
        waiting.remove(claim);
        if (units < claim.held) {
            hold(claim, units);
        }
    }

    /** Some units of the budget. */
    final class Claim {

        private final String owner;
        private final long units;
        private final Sinks.Empty<Void> granted = Sinks.empty();
        private long held;

        private Claim(String owner, long units) {
            this.owner = owner;
            this.units = units;
        }

        /** Completes once the units are there. To be subscribed to once. */
        Mono<Void> granted() {
            return granted.asMono().doOnSubscribe(subscription -> enqueue(this));
        }

        /** Gives back what is more than {@code units}. */
        void shrinkTo(long units) {
            keep(this, units);
            grantWhatFits();
        }

        /** Gives back what is held, or gives up the place in the queue. Doing it again changes nothing. */
        void release() {
            shrinkTo(0);
        }
    }
}
