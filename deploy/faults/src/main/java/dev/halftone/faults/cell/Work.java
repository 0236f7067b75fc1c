package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Answer;
import dev.halftone.faults.ledger.Client;
import dev.halftone.faults.ledger.Ledger;
import dev.halftone.faults.ledger.Submission;
import dev.halftone.lab.evidence.Database;
import dev.halftone.lab.process.Service;
import java.util.List;

/** What a cell submits, and how far it is. */
final class Work {

    private final String name;
    private final Client client;
    private final List<Service> apis;
    private final Ledger ledger;
    private final Database database;
    private final Chance chance;

    /** @param name what its submissions are called after */
    Work(String name, Client client, List<Service> apis, Ledger ledger, Database database, Chance chance) {
        this.name = name;
        this.client = client;
        this.apis = apis;
        this.ledger = ledger;
        this.database = database;
        this.chance = chance;
    }

    /** A submission that nobody has sent yet. */
    Submission prepare(int rows) {
        return ledger.add(new Submission(name + "-" + (ledger.submissions().size() + 1), rows));
    }

    /** Sent again; its answer is its own. */
    Submission again(Submission submission) {
        return ledger.add(submission.again());
    }

    /** Sent to one of the apis, and not waited for. */
    Submission send(Submission submission) {
        client.submit(submission, chance.anyOf(apis), null);
        return submission;
    }

    Submission send(int rows) {
        return send(prepare(rows));
    }

    /** @throws NotHitException if there is no job to be hit */
    Submission accepted(int rows) throws InterruptedException, NotHitException {
        return accepted(prepare(rows));
    }

    Submission accepted(Submission submission) throws InterruptedException, NotHitException {
        Answer answer = send(submission).answer();
        if (!answer.isAccepted()) {
            throw new NotHitException(submission + " was to be accepted and got " + answer);
        }
        return submission;
    }

    /** A job in the middle of its images. */
    Submission underWay() throws Exception {
        return underWay(chance.between(60, 100));
    }

    Submission underWay(int rows) throws Exception {
        Submission submission = accepted(rows);
        long some = chance.between(1, 20);
        Waiting.until("work goes on", () -> ended(submission) >= some);
        return submission;
    }

    /** @throws NotHitException if the fault came too late to hit a job */
    void requireUnfinished(Submission submission) throws Exception {
        if (ended(submission) == submission.images()) {
            throw new NotHitException("everything was done before the fault came");
        }
    }

    /** How many images of a job have ended. */
    long ended(Submission submission) throws Exception {
        return database.number(
                "SELECT count(*) FROM halftone.outcomes o JOIN halftone.rows r ON r.job_id = o.job_id"
                        + " AND r.number = o.row_number WHERE r.product_name = ?",
                submission.tag());
    }
}
