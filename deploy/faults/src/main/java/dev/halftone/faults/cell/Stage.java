package dev.halftone.faults.cell;

import dev.halftone.faults.check.Database;
import dev.halftone.faults.check.Group;
import dev.halftone.faults.ledger.Answer;
import dev.halftone.faults.ledger.Client;
import dev.halftone.faults.ledger.Ledger;
import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.peer.Hold;
import dev.halftone.faults.process.Service;
import dev.halftone.faults.proxy.Moment;
import dev.halftone.faults.proxy.Owner;
import dev.halftone.faults.system.Infra;
import dev.halftone.faults.system.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a cell acts on, and where it says what came about. */
public final class Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final SystemUnderTest system;
    private final Client client;
    private final Ledger ledger;
    private final Database database;
    private final Group group;
    private final Random random;
    private final Scale scale;
    private final List<Runnable> releases = new ArrayList<>();
    private final List<String> disappointments = new ArrayList<>();
    private String event = "nothing was hit";
    private boolean isHit;
    private long recoveryBegins = System.nanoTime();

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
        this.name = name;
        this.system = system;
        this.client = client;
        this.ledger = ledger;
        this.database = database;
        this.group = group;
        this.random = random;
        this.scale = scale;
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

    Scale scale() {
        return scale;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Service anyApi() {
        return any(system.apis());
    }

    Service anyWorker() {
        return any(system.workers());
    }

    private Service any(List<Service> services) {
        return services.get(random.nextInt(services.size()));
    }

    /** A submission that nobody has sent yet. */
    Submission prepare(int rows) {
        return ledger.add(new Submission(name + "-" + (ledger.submissions().size() + 1), rows));
    }

    /** Sent again; its answer is its own. */
    Submission again(Submission submission) {
        return ledger.add(submission.again());
    }

    /** Sent, and not waited for. */
    Submission send(int rows) {
        Submission submission = prepare(rows);
        client.submit(submission, anyApi(), null);
        return submission;
    }

    /** Sent and accepted. */
    Submission accepted(int rows) throws InterruptedException, NotHitException {
        Submission submission = send(rows);
        Answer answer = submission.answer();
        if (!answer.isAccepted()) {
            throw new NotHitException(submission + " was to be accepted and got " + answer);
        }
        return submission;
    }

    /** A job in the middle of its images. */
    Submission underWay() throws Exception {
        return underWay(between(60, 100));
    }

    Submission underWay(int rows) throws Exception {
        Submission submission = accepted(rows);
        long some = between(1, 20);
        until("work goes on", () -> ended(submission) >= some);
        return submission;
    }

    /** @throws NotHitException if the fault came too late to hit a job */
    void requireUnfinished(Submission submission) throws Exception {
        if (ended(submission) == submission.images()) {
            throw new NotHitException("everything was done before the fault came");
        }
    }

    Snare snare(Infra infra, Moment moment, List<Service> wanted) {
        Snare snare = new Snare(system, infra.proxy(), moment, wanted);
        releases.add(snare::release);
        return snare;
    }

    /** Something of a peer that is held until the cell is over, if not before. */
    Hold hold(Hold hold) {
        releases.add(hold::release);
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
        hit(victim.name() + " (pid " + pid + ") killed: " + moment);
    }

    /** The fault came about. Recovery is counted from now. */
    void hit(String evidence) {
        event = evidence;
        isHit = true;
        recoveryBegins = System.nanoTime();
    }

    /** The fault did not come about, whatever seemed so before. */
    public void missed(String reason) {
        event = reason;
        isHit = false;
    }

    /** What was hit works again. Recovery is counted from now. */
    public void mended() {
        recoveryBegins = System.nanoTime();
    }

    /** Something that this cell promises beside what all do. */
    public void expect(boolean met, String promise) {
        if (!met) {
            disappointments.add(promise);
        }
    }

    /**
     * Waits until something is so.
     *
     * @throws NotHitException if it does not come to that
     */
    void until(String what, Condition condition) throws Exception {
        if (!comes(PATIENCE, condition)) {
            throw new NotHitException("it did not come about that " + what);
        }
    }

    /** Whether something comes to be so within that time. */
    boolean comes(Duration patience, Condition condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    /** How many images of a job have ended. */
    long ended(Submission submission) throws Exception {
        return database.number(
                "SELECT count(*) FROM halftone.outcomes o JOIN halftone.rows r ON r.job_id = o.job_id"
                        + " AND r.number = o.row_number WHERE r.product_name = ?",
                submission.tag());
    }

    public boolean isHit() {
        return isHit;
    }

    /** What came about, or why nothing did. */
    public String event() {
        return event;
    }

    public List<String> disappointments() {
        return List.copyOf(disappointments);
    }

    /** In {@link System#nanoTime()}. */
    public long recoveryBegins() {
        return recoveryBegins;
    }

    /** Lets go of whatever is held. */
    public void releaseAll() {
        releases.forEach(Runnable::run);
    }

    /** Something that can be waited for. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws Exception;
    }
}
