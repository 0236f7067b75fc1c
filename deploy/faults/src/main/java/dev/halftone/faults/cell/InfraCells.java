package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.system.Infra;
import dev.halftone.lab.process.Service;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL, Kafka or S3 is ill, and comes back. */
final class InfraCells {

    /** After how long at the latest a client is told that its job cannot be accepted. */
    private static final Duration REFUSAL = Duration.ofSeconds(20);

    private InfraCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.smoke(
                        "postgres-killed",
                        "kill -9 and restart of PostgreSQL",
                        stage -> killAndRestart(stage, stage.system().postgres(), Promise::honest)),
                Cell.full(
                        "kafka-killed",
                        "kill -9 and restart of Kafka",
                        stage -> killAndRestart(stage, stage.system().kafka(), Promise::accepted)),
                Cell.full(
                        "s3-killed",
                        "kill -9 and restart of S3",
                        stage -> killAndRestart(stage, stage.system().s3(), Promise::accepted)),
                Cell.full(
                        "postgres-paused",
                        "SIGSTOP of PostgreSQL",
                        stage -> pause(stage, stage.system().postgres(), Promise::honest)),
                Cell.full(
                        "client-gave-up",
                        "SIGSTOP of PostgreSQL, and clients that do not wait for it",
                        InfraCells::giveUp),
                Cell.full(
                        "kafka-paused",
                        "SIGSTOP of Kafka",
                        stage -> pause(stage, stage.system().kafka(), Promise::accepted)),
                Cell.full(
                        "s3-paused",
                        "SIGSTOP of S3",
                        stage -> pause(stage, stage.system().s3(), Promise::accepted)),
                Cell.full(
                        "postgres-cut",
                        "every connection to PostgreSQL cut, again and again",
                        stage -> cut(stage, stage.system().postgres())),
                Cell.full(
                        "kafka-cut",
                        "every connection to Kafka cut, again and again",
                        stage -> cut(stage, stage.system().kafka())),
                Cell.full(
                        "s3-cut",
                        "every connection to S3 cut, again and again",
                        stage -> cut(stage, stage.system().s3())),
                Cell.full(
                        "postgres-exhausted",
                        "every connection of PostgreSQL taken by somebody else",
                        InfraCells::exhaust));
    }

    private static void killAndRestart(Stage stage, Infra infra, Promise promise) throws Exception {
        Submission submission = stage.work().underWay();
        long ended = stage.work().ended(submission);
        stage.work().requireUnfinished(submission);
        infra.server().program().kill();
        stage.course().hit(infra + " killed when " + ended + " of " + submission.images() + " images had ended");
        Submission meanwhile = stage.work().send(stage.between(20, 40));
        Thread.sleep(stage.between(500, 4_000));
        infra.server().start();
        stage.course().mended();
        promise.check(stage, meanwhile);
    }

    private static void pause(Stage stage, Infra infra, Promise promise) throws Exception {
        Submission submission = stage.work().underWay();
        long ended = stage.work().ended(submission);
        stage.work().requireUnfinished(submission);
        infra.server().program().pause();
        Duration outage = stage.scale().outage();
        stage.course()
                .hit(infra + " stood still for " + outage.toSeconds() + " s when " + ended + " of "
                        + submission.images() + " images had ended");
        Submission meanwhile = stage.work().send(stage.between(20, 40));
        Thread.sleep(outage);
        stage.course()
                .expect(
                        meanwhile.isAnswered() || outage.compareTo(REFUSAL) < 0,
                        "who submits meanwhile is answered within " + REFUSAL.toSeconds() + " s");
        infra.server().program().resume();
        stage.course().mended();
        promise.check(stage, meanwhile);
    }

    /** What they began must not be found by who uses their connection after them. */
    private static void giveUp(Stage stage) throws Exception {
        Submission submission = stage.work().underWay();
        stage.work().requireUnfinished(submission);
        Infra postgres = stage.system().postgres();
        postgres.server().program().pause();
        List<Submission> gone = new ArrayList<>();
        for (Service api : stage.system().apis()) {
            for (int i = 0; i < 3; i++) {
                Submission impatient = stage.work().prepare(stage.between(5, 10));
                stage.client().submit(impatient, api, null, Duration.ofSeconds(2));
                gone.add(impatient);
            }
        }
        for (Submission impatient : gone) {
            stage.course()
                    .expect(!impatient.answer().isAccepted(), "nothing is accepted meanwhile: " + impatient.answer());
        }
        Thread.sleep(stage.between(500, 2_000));
        postgres.server().program().resume();
        stage.course().hit(gone.size() + " clients went away while " + postgres + " stood still");
    }

    private static void cut(Stage stage, Infra infra) throws Exception {
        stage.work().requireUnfinished(stage.work().underWay());
        int times = stage.between(5, 10);
        for (int i = 0; i < times; i++) {
            infra.proxy().cut();
            Thread.sleep(stage.between(100, 1_500));
        }
        stage.course().hit("all connections to " + infra.server().program().name() + " were cut " + times + " times");
    }

    private static void exhaust(Stage stage) throws Exception {
        stage.work().requireUnfinished(stage.work().underWay());
        List<Connection> taken = new ArrayList<>();
        try {
            stage.database().takeAll(taken);
            stage.system().postgres().proxy().cut();
            stage.database().takeAll(taken);
            stage.course()
                    .hit(taken.size() + " connections were taken for "
                            + stage.scale().outage().toSeconds() + " s");
            Thread.sleep(stage.scale().outage());
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        stage.course().mended();
    }
}
