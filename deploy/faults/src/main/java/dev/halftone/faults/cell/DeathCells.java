package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.system.Tuning;
import dev.halftone.lab.peer.Hold;
import dev.halftone.lab.peer.Origin;
import dev.halftone.lab.process.Service;
import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import java.util.List;

/** Workers die again and again, and are started again each time. */
final class DeathCells {

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofMinutes(30);
    private static final int DOUBLED_PERCENT = 5;

    private static final String DEATHS = """
            SELECT coalesce(max(a.times), 0) FROM halftone.attempted a
            JOIN halftone.rows r ON r.job_id = a.job_id AND r.number = a.row_number
            WHERE r.product_name = ? AND r.number = ?
            """;

    private DeathCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.full("churn", "a worker killed every 5 s and started again", DeathCells::churn),
                Cell.full("killer-image", "an image that ends every worker which processes it", DeathCells::killer),
                Cell.full("many-kills", "a worker killed every 10 s while a big job runs", DeathCells::manyKills));
    }

    private static void churn(Stage stage) throws Exception {
        long end = System.nanoTime() + stage.scale().churn().toNanos();
        Submission submission = stage.work().accepted(stage.between(40, 80));
        int kills = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(5_000);
            killOneMore(stage, ++kills);
            if (stage.work().ended(submission) == submission.images()) {
                submission = stage.work().accepted(stage.between(40, 80));
            }
        }
    }

    private static void killOneMore(Stage stage, int kills) throws Exception {
        Service victim = stage.anyReadyWorker();
        stage.kill(victim, "one of " + kills);
        victim.program().start();
    }

    private static void killer(Stage stage) throws Exception {
        Origin origin = stage.system().origin();
        Submission submission = stage.work().prepare(stage.between(40, 80));
        int row = stage.between(1, submission.rows());
        String path = submission.imagePath(row);
        submission.expectFailure(row, FailureReason.POISON);
        origin.give(path, LargePhoto.jpeg(stage.between(0, 1_000_000)));
        Hold fetched = stage.hold(origin.stall(path, 0));
        stage.work().send(submission);
        for (int death = 1; death <= Tuning.MAX_WORKER_DEATHS; death++) {
            Service victim = stage.caught(fetched, origin.port());
            Hold fetchedAgain = stage.hold(origin.stall(path, 0));
            fetched.release();
            killOnceNoted(stage, victim, submission, row, death);
            victim.program().start();
            fetched = fetchedAgain;
        }
        fetched.release();
    }

    /** Decoding takes that image a second and more, so who is killed as soon as the attempt is noted is killed in it. */
    private static void killOnceNoted(Stage stage, Service victim, Submission submission, int row, int death)
            throws Exception {
        Waiting.until("attempt " + death + " is noted", () -> deaths(stage, submission, row) == death);
        stage.kill(victim, "it was on row " + row + " for the " + death + ". time");
        if (deaths(stage, submission, row) != death) {
            throw new NotHitException("the image was over before its worker was killed");
        }
    }

    private static long deaths(Stage stage, Submission submission, int row) throws Exception {
        return stage.database().number(DEATHS, submission.tag(), row);
    }

    private static void manyKills(Stage stage) throws Exception {
        Submission submission = stage.work().prepare(stage.scale().killedJob());
        stage.system().origin().giveSmallBelow(submission.path());
        long begun = System.nanoTime();
        stage.work().accepted(submission);
        int kills = 0;
        while (!Waiting.comes(BETWEEN_KILLS, () -> stage.work().ended(submission) == submission.images())) {
            killOneMore(stage, ++kills);
            if (System.nanoTime() - begun > WHOLE.toNanos()) {
                throw new IllegalStateException(stage.work().ended(submission) + " of " + submission.images()
                        + " images had ended after " + WHOLE.toMinutes() + " min and " + kills + " kills");
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        long doubled = stage.system().origin().servedAgain(submission.imagePaths());
        stage.course()
                .expect(
                        doubled * 100 < (long) submission.images() * DOUBLED_PERCENT,
                        "fewer than " + DOUBLED_PERCENT + " % of the images are fetched again, not " + doubled + " of "
                                + submission.images());
        if (kills > 0) {
            stage.course()
                    .hit(kills + " workers were killed in the " + took.toSeconds() + " s that " + submission.images()
                            + " images took; " + doubled + " were fetched again");
        }
    }
}
