package dev.halftone.worker.turn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets so many works run at a time, and so many of each owner, such as a host or a job. Owners take turns for a free place, and
 * the works of one owner begin in order; an owner whose works are slow or many fills its own places and no others.
 */
public final class Turns {

    private final int perOwner;
    private final Map<String, Owner> owners = new HashMap<>();
    private final Deque<Owner> ready = new ArrayDeque<>();
    private int total;
    private int running;
    private int waiting;

    /**
     * @param total how many works run at a time
     * @param perOwner how many of one owner
     */
    public Turns(int total, int perOwner) {
        this.total = total;
        this.perOwner = perOwner;
    }

    /** Subscribes to the work once a place is free; gives it back when the work ends, fails or is cancelled. */
    public <T> Mono<T> within(String owner, Mono<T> work) {
        return Mono.using(() -> enter(owner), turn -> turn.begun.asMono().then(work), this::leave);
    }

    /** From now on more or fewer works run at a time. Those that run already are let end. */
    public void resize(IntUnaryOperator change) {
        synchronized (this) {
            total = change.applyAsInt(total);
        }
        begin();
    }

    /** How many works run at a time. */
    public synchronized int total() {
        return total;
    }

    /** How many of them do. */
    public synchronized int running() {
        return running;
    }

    /** How many works wait for a place. */
    public synchronized int waiting() {
        return waiting;
    }

    private Turn enter(String name) {
        Turn turn;
        synchronized (this) {
            Owner owner = owners.computeIfAbsent(name, Owner::new);
            turn = new Turn(owner);
            owner.waiting.add(turn);
            waiting++;
            offer(owner);
        }
        begin();
        return turn;
    }

    private void leave(Turn turn) {
        synchronized (this) {
            Owner owner = turn.owner;
            if (turn.runs) {
                running--;
                owner.running--;
                offer(owner);
            } else {
                owner.waiting.remove(turn);
                waiting--;
            }
            if (owner.running == 0 && owner.waiting.isEmpty()) {
                owners.remove(owner.name);
            }
        }
        begin();
    }

    private void offer(Owner owner) {
        if (!owner.offered && !owner.waiting.isEmpty() && owner.running < perOwner) {
            owner.offered = true;
            ready.add(owner);
        }
    }

    /** Tells whoever may run now, outside the lock. */
    private void begin() {
        next().forEach(turn -> turn.begun.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST));
    }

    private synchronized List<Turn> next() {
        List<Turn> next = new ArrayList<>();
        while (running < total && !ready.isEmpty()) {
            Owner owner = ready.remove();
            owner.offered = false;
            Turn turn = owner.waiting.poll();
            if (turn != null) {
                turn.runs = true;
                waiting--;
                running++;
                owner.running++;
                next.add(turn);
                offer(owner);
            }
        }
        return next;
    }

    private static final class Owner {
        final String name;
        final Deque<Turn> waiting = new ArrayDeque<>();
        int running;
        boolean offered;

        Owner(String name) {
            this.name = name;
        }
    }

    private static final class Turn {
        final Owner owner;
        final Sinks.Empty<Void> begun = Sinks.empty();
        boolean runs;

        Turn(Owner owner) {
            this.owner = owner;
        }
    }
}
