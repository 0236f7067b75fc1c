package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.proxy.Moment;
import dev.halftone.faults.system.Tuning;
import dev.halftone.lab.process.Service;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An api dies or is told to stop. */
final class ApiCells {

    private static final String COPYING =
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY %' AND state <> 'idle'";

    private static final String ROWS = "SELECT count(*) FROM halftone.rows WHERE product_name = ?";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ApiCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.full("body-half-sent", "kill -9 of an api in the middle of a manifest", ApiCells::bodyHalfSent),
                Cell.full(
                        "before-commit",
                        "kill -9 of an api that has the whole job, before it commits",
                        stage -> killWhileAccepting(stage, Moment.POSTGRES_BEFORE_COMMIT, 0)),
                Cell.smoke(
                        "committed-not-answered",
                        "kill -9 of an api whose job is committed, before its 202",
                        stage -> killWhileAccepting(stage, Moment.POSTGRES_COMMIT_REPLY, 1)),
                Cell.full(
                        "produced-not-acknowledged",
                        "kill -9 of an api whose rows are in Kafka, before it is told so",
                        ApiCells::producedNotAcknowledged),
                Cell.smoke("one-key-two-apis", "two apis race on one idempotency key", ApiCells::oneKeyTwoApis),
                Cell.smoke("api-told-to-stop", "SIGTERM of an api under load", ApiCells::terminate));
    }

    private static void bodyHalfSent(Stage stage) throws Exception {
        Submission other = stage.work().accepted(stage.between(20, 40));
        Submission submission = stage.work().prepare(stage.between(10_000, 30_000));
        Service victim = stage.anyApi();
        try (Socket _ = stage.client().submitHalf(submission, victim)) {
            Waiting.until("rows are copied", () -> stage.database().number(COPYING) > 0);
            stage.kill(victim, "half of " + submission.rows() + " rows were sent, while " + other + " ran");
        }
        stage.course()
                .expect(
                        Waiting.comes(PATIENCE, () -> stage.database().number(ROWS, submission.tag()) == 0),
                        "nothing of it is left");
    }

    private static void killWhileAccepting(Stage stage, Moment moment, int jobs) throws Exception {
        Snare snare =
                stage.snare(stage.system().postgres(), moment, stage.system().apis());
        Submission submission = stage.work().send(stage.between(20, 60));
        Service victim = snare.caught();
        stage.kill(victim, moment.toString());
        stage.course().expect(!submission.answer().isAccepted(), "a client whose api died before the answer gets none");
        long there = stage.database()
                .number("SELECT count(DISTINCT job_id) FROM halftone.rows WHERE product_name = ?", submission.tag());
        stage.course().expect(there == jobs, jobs + " jobs are there, not " + there);
    }

    private static void producedNotAcknowledged(Stage stage) throws Exception {
        Snare snare = stage.snare(
                stage.system().kafka(),
                Moment.KAFKA_PRODUCE_REPLY,
                stage.system().apis());
        stage.work().accepted(stage.between(40, 80));
        Service victim = snare.caught();
        stage.kill(victim, "its rows were in Kafka");
    }

    private static void oneKeyTwoApis(Stage stage) throws Exception {
        Snare snare = stage.snare(
                stage.system().postgres(),
                Moment.POSTGRES_BEFORE_COMMIT,
                stage.system().apis());
        Submission first = stage.work().prepare(stage.between(20, 40));
        Submission second = stage.work().again(first);
        List<Service> apis = stage.system().apis();
        stage.client().submit(first, apis.getFirst(), first.tag());
        Service holder = snare.caught();
        stage.client().submit(second, apis.getLast(), first.tag());
        Thread.sleep(stage.between(100, 1_000));
        snare.release();
        stage.course()
                .hit(holder + " was about to commit when the other was asked; they said " + first.answer() + " and "
                        + second.answer());
        stage.course().expect(first.answer().isAccepted(), "the first is accepted");
        stage.course()
                .expect(
                        second.answer().isAccepted() || second.answer().status() == 409,
                        "the second is told of the same job, or that it is under way");
    }

    private static void terminate(Stage stage) throws Exception {
        Service victim = stage.anyApi();
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            if (i == 5) {
                victim.program().terminate();
                stage.course().hit(victim + " was told to stop after 5 of 10 submissions");
            }
            Submission submission = stage.work().prepare(stage.between(5, 10));
            submissions.add(submission);
            stage.client().submit(submission, victim, null);
            Thread.sleep(stage.between(0, 60));
        }
        boolean ends = victim.program().ends(Tuning.GRACE);
        stage.course().expect(ends, victim + " ends within " + Tuning.GRACE.toSeconds() + " s of SIGTERM");
        for (Submission submission : submissions) {
            stage.course().expect(submission.answer().status() < 500, submission + " got " + submission.answer());
        }
        stage.course().expect(submissions.getFirst().answer().isAccepted(), "what was sent before SIGTERM is accepted");
    }
}
