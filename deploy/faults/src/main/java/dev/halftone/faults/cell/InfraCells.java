package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.system.Infra;
import java.util.List;

/** PostgreSQL, Kafka or S3 is ill, and comes back. */
final class InfraCells {

    private InfraCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.smoke(
                        "postgres-killed",
                        "kill -9 and restart of PostgreSQL",
                        stage -> killAndRestart(stage, stage.system().postgres())),
                Cell.smoke(
                        "kafka-killed",
                        "kill -9 and restart of Kafka",
                        stage -> killAndRestart(stage, stage.system().kafka())),
                Cell.full(
                        "s3-killed",
                        "kill -9 and restart of S3",
                        stage -> killAndRestart(stage, stage.system().s3())),
                Cell.smoke("postgres-paused", "SIGSTOP of PostgreSQL", InfraCells::pausePostgres),
                Cell.smoke("kafka-paused", "SIGSTOP of Kafka", InfraCells::pauseKafka),
                Cell.smoke(
                        "s3-paused",
                        "SIGSTOP of S3",
                        stage -> pause(stage, stage.system().s3(), () -> {})),
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
                Cell.smoke("topic-wiped", "Kafka's topic deleted with all that is in it", InfraCells::wipe));
    }

    private static Submission underWay(Stage stage) throws Exception {
        Submission submission = stage.accepted(stage.between(60, 100));
        long some = stage.between(1, 20);
        stage.until("work goes on", () -> stage.ended(submission) >= some);
        return submission;
    }

    private static void requireUnfinished(Stage stage, Submission submission) throws Exception {
        if (stage.ended(submission) == submission.images()) {
            throw new NotHitException("everything was done before the fault came");
        }
    }

    private static void killAndRestart(Stage stage, Infra infra) throws Exception {
        Submission submission = underWay(stage);
        long ended = stage.ended(submission);
        infra.program().kill();
        stage.hit(infra + " killed when " + ended + " of " + submission.images() + " images had ended");
        Thread.sleep(stage.between(500, 5_000));
        infra.start();
        requireUnfinishedBefore(ended, submission);
        stage.mended();
    }

    private static void requireUnfinishedBefore(long ended, Submission submission) throws NotHitException {
        if (ended == submission.images()) {
            throw new NotHitException("everything was done before the fault came");
        }
    }

    /** Nothing can be promised meanwhile, and that is said. */
    private static void pausePostgres(Stage stage) throws Exception {
        pause(stage, stage.system().postgres(), () -> {
            Submission refused = stage.send(3);
            stage.expect(
                    refused.answer().status() == 503,
                    "while PostgreSQL is away the answer is 503, not " + refused.answer());
        });
    }

    /** Accepting a job does not need Kafka. */
    private static void pauseKafka(Stage stage) throws Exception {
        pause(stage, stage.system().kafka(), () -> {
            Submission accepted = stage.send(3);
            stage.expect(accepted.answer().isAccepted(), "while Kafka is away jobs are accepted: " + accepted.answer());
        });
    }

    private static void pause(Stage stage, Infra infra, Meanwhile meanwhile) throws Exception {
        Submission submission = underWay(stage);
        long ended = stage.ended(submission);
        requireUnfinishedBefore(ended, submission);
        infra.program().pause();
        long end = System.nanoTime() + stage.scale().outage().toNanos();
        stage.hit(infra + " stood still for " + stage.scale().outage().toSeconds() + " s when " + ended + " of "
                + submission.images() + " images had ended");
        meanwhile.act();
        Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        infra.program().resume();
        stage.mended();
    }

    private static void cut(Stage stage, Infra infra) throws Exception {
        Submission submission = underWay(stage);
        requireUnfinished(stage, submission);
        int times = stage.between(5, 10);
        for (int i = 0; i < times; i++) {
            infra.proxy().cut();
            Thread.sleep(stage.between(100, 1_500));
        }
        stage.hit("all connections to " + infra.program().name() + " were cut " + times + " times");
    }

    private static void wipe(Stage stage) throws Exception {
        Submission submission = underWay(stage);
        stage.group().wipe();
        long ended = stage.ended(submission);
        requireUnfinishedBefore(ended, submission);
        stage.hit("the topic was deleted when " + ended + " of " + submission.images() + " images had ended");
    }

    /** What is tried while a part is away. */
    @FunctionalInterface
    private interface Meanwhile {

        void act() throws Exception;
    }
}
