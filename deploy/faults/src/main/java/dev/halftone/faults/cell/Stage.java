package dev.halftone.faults.cell;

import dev.halftone.faults.check.Group;
import dev.halftone.faults.check.Records;
import dev.halftone.faults.ledger.Client;
import dev.halftone.faults.ledger.Ledger;
import dev.halftone.faults.proxy.Moment;
import dev.halftone.faults.proxy.Owner;
import dev.halftone.faults.system.Infra;
import dev.halftone.faults.system.SystemUnderTest;
import dev.halftone.lab.evidence.Database;
import dev.halftone.lab.peer.Hold;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What a cell acts on and with. */
public final class Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SystemUnderTest system;
    private final Client client;
    private final Database database;
    private final Group group;
    private final Scale scale;
    private final Chance chance;
    private final Work work;
    private final Course course = new Course();
    private final Deque<Undoing> undoings = new ArrayDeque<>();

    /** @param name of the cell in this run: what its submissions are called after */
    public Stage(
            String name,
            SystemUnderTest system,
            Client client,
            Ledger ledger,
            Database database,
            Group group,
            Random random,
            Scale scale) {
        this.system = system;
        this.client = client;
        this.database = database;
        this.group = group;
        this.scale = scale;
        this.chance = new Chance(random);
        this.work = new Work(name, client, system.apis(), ledger, database, chance);
    }

    SystemUnderTest system() {
        return system;
    }

    Client client() {
        return client;
    }

    Database database() {
        return database;
    }

    Group group() {
        return group;
    }

    Records records() {
        return new Records("127.0.0.1:" + system.kafka().proxy().port());
    }

    Scale scale() {
        return scale;
    }

    Work work() {
        return work;
    }

    public Course course() {
        return course;
    }

    int between(int least, int most) {
        return chance.between(least, most);
    }

    Service anyApi() {
        return chance.anyOf(system.apis());
    }

    Service anyWorker() {
        return chance.anyOf(system.workers());
    }

    /** One that works: who is killed while it starts has nothing to lose. */
    Service anyReadyWorker() throws Exception {
        List<Service> ready = new ArrayList<>();
        Waiting.until("a worker is ready", () -> {
            ready.clear();
            for (Service worker : system.workers()) {
                if (worker.isReady(system.http())) {
                    ready.add(worker);
                }
            }
            return !ready.isEmpty();
        });
        return chance.anyOf(ready);
    }

    Snare snare(Infra infra, Moment moment, List<Service> wanted) {
        Snare snare = new Snare(system, infra.proxy(), moment, wanted);
        afterwards(snare::release);
        return snare;
    }

    /** Something of a peer that is held until the cell is over, if not before. */
    Hold hold(Hold hold) {
        afterwards(hold::release);
        return hold;
    }

    /** The service whose request is held. */
    Service caught(Hold hold, int peerPort) throws IOException, InterruptedException, NotHitException {
        if (!hold.await(PATIENCE)) {
            throw new NotHitException("no request came to be held");
        }
        return system.service(Owner.ofConnection(hold.clientPort(), peerPort))
                .orElseThrow(() -> new NotHitException("the held request is not of one of the services"));
    }

    /** kill -9, which is the hit. */
    void kill(Service victim, String moment) throws IOException, InterruptedException {
        long pid = victim.program().pid();
        victim.program().kill();
        course.hit(victim.name() + " (pid " + pid + ") killed: " + moment);
    }

    /** To be done when the cell is over: the last first. */
    void afterwards(Undoing undoing) {
        undoings.push(undoing);
    }

    /** Lets go of whatever is held, and puts back whatever was moved. */
    public void undo() throws IOException, InterruptedException {
        while (!undoings.isEmpty()) {
            undoings.pop().undo();
        }
    }

    /** What a cell leaves to be done. */
    @FunctionalInterface
    interface Undoing {

        void undo() throws IOException, InterruptedException;
    }
}
