package dev.halftone.worker.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets so many requests run at a time, and so many to each host. Hosts take turns for a free place, and those who wait for one
 * host are served in order; a slow host fills its own places and no others.
 */
final class Turns {

    private final int total;
    private final int perHost;
    private final Map<String, Host> hosts = new HashMap<>();
    private final Deque<Host> ready = new ArrayDeque<>();
    private int running;

    Turns(int total, int perHost) {
        this.total = total;
        this.perHost = perHost;
    }

    /** Subscribes to the work once a place is free; gives it back when the work ends, fails or is cancelled. */
    <T> Mono<T> within(String host, Mono<T> work) {
        return Mono.using(() -> enter(host), turn -> turn.begun.asMono().then(work), this::leave);
    }

    private Turn enter(String name) {
        Turn turn;
        synchronized (this) {
            Host host = hosts.computeIfAbsent(name, Host::new);
            turn = new Turn(host);
            host.waiting.add(turn);
            offer(host);
        }
        begin();
        return turn;
    }

    private void leave(Turn turn) {
        synchronized (this) {
            Host host = turn.host;
            if (turn.runs) {
                running--;
                host.running--;
                offer(host);
            } else {
                host.waiting.remove(turn);
            }
            if (host.running == 0 && host.waiting.isEmpty()) {
                hosts.remove(host.name);
            }
        }
        begin();
    }

    private void offer(Host host) {
        if (!host.offered && !host.waiting.isEmpty() && host.running < perHost) {
            host.offered = true;
            ready.add(host);
        }
    }

    /** Tells whoever may run now, outside the lock. */
    private void begin() {
        next().forEach(turn -> turn.begun.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST));
    }

    private synchronized List<Turn> next() {
        List<Turn> next = new ArrayList<>();
        while (running < total && !ready.isEmpty()) {
            Host host = ready.remove();
            host.offered = false;
            Turn turn = host.waiting.poll();
            if (turn != null) {
                turn.runs = true;
                running++;
                host.running++;
                next.add(turn);
                offer(host);
            }
        }
        return next;
    }

    private static final class Host {
        final String name;
        final Deque<Turn> waiting = new ArrayDeque<>();
        int running;
        boolean offered;

        Host(String name) {
            this.name = name;
        }
    }

    private static final class Turn {
        final Host host;
        final Sinks.Empty<Void> begun = Sinks.empty();
        boolean runs;

        Turn(Host host) {
            this.host = host;
        }
    }
}
