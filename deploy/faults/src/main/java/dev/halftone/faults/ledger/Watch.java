package dev.halftone.faults.ledger;

import dev.halftone.lab.process.Service;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at every accepted job all the time, at one api after the other, and keeps what it sees in order. */
public final class Watch implements Closeable {

    private static final long PAUSE_MILLIS = 150;

    private final Client client;
    private final List<Service> apis;
    private final Ledger ledger;
    private final Map<String, List<Sighting>> sightings = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private final AtomicLong turns = new AtomicLong();

    public Watch(Client client, List<Service> apis, Ledger ledger) {
        this.client = client;
        this.apis = apis;
        this.ledger = ledger;
        this.thread = Thread.ofVirtual().name("watch").start(this::run);
    }

    /** Everything that was seen of a job, in order. */
    public List<Sighting> sightings(String requestId) {
        List<Sighting> seen = sightings.getOrDefault(requestId, List.of());
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** So that both apis were looked at after now. */
    public void awaitOneMoreTurn() throws InterruptedException {
        long until = turns.get() + apis.size() + 1;
        while (turns.get() < until) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void run() {
        try {
            while (!closed) {
                Service api = apis.get((int) (turns.get() % apis.size()));
                for (String requestId : ledger.requestIds()) {
                    look(api, requestId);
                }
                turns.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Service api, String requestId) throws InterruptedException {
        List<Sighting> seen = sightings.computeIfAbsent(requestId, _ -> new ArrayList<>());
        if (!api.program().isAlive()) {
            return;
        }
        try {
            Sighting sighting = client.look(api, requestId);
            synchronized (seen) {
                seen.add(sighting);
            }
        } catch (IOException e) {
            // it was hit: what it did not say cannot be wrong
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
