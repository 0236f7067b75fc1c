package dev.halftone.faults.cell;

import dev.halftone.faults.check.Acknowledgements;
import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.proxy.Moment;
import dev.halftone.faults.proxy.Proxy;
import dev.halftone.faults.system.Infra;
import dev.halftone.faults.system.Tuning;
import dev.halftone.lab.peer.Hold;
import dev.halftone.lab.peer.Origin;
import dev.halftone.lab.process.Service;
import java.time.Duration;
import java.util.List;

/** A worker dies, sleeps or is told to stop. */
final class WorkerCells {

    private WorkerCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.full(
                        "received-not-fetched",
                        "kill -9 of a worker that has a row and not a byte of its image",
                        stage -> killWhileFetching(stage, 0)),
                Cell.full(
                        "mid-fetch",
                        "kill -9 of a worker in the middle of an image",
                        stage -> killWhileFetching(stage, stage.between(1_000, 150_000))),
                Cell.full(
                        "mid-decode",
                        "kill -9 of a worker that works on an image it has wholly",
                        WorkerCells::midDecode),
                Cell.smoke(
                        "stored-not-recorded",
                        "kill -9 of a worker whose object is stored, before it is told so",
                        stage -> killAt(stage, stage.system().s3(), Moment.S3_PUT_REPLY)),
                Cell.smoke(
                        "commit-in-doubt",
                        "kill -9 of a worker whose outcomes are committed, before it is told so",
                        stage -> killAt(stage, stage.system().postgres(), Moment.POSTGRES_RECORD_REPLY)),
                Cell.full(
                        "not-recorded",
                        "kill -9 of a worker that sends its outcomes, before they reach PostgreSQL",
                        stage -> killAt(stage, stage.system().postgres(), Moment.POSTGRES_RECORD_REQUEST)),
                Cell.full(
                        "offset-in-doubt",
                        "kill -9 of a worker whose offsets are committed, before it is told so",
                        stage -> killAt(stage, stage.system().kafka(), Moment.KAFKA_OFFSET_COMMIT_REPLY)),
                Cell.full(
                        "paused-shorter",
                        "SIGSTOP of a worker for less than its session",
                        stage -> pause(stage, Tuning.SESSION.dividedBy(2))),
                Cell.full(
                        "paused-longer",
                        "SIGSTOP of a worker until its partitions are another's, which finds them done when it wakes",
                        stage -> pause(stage, Tuning.SESSION.multipliedBy(2))),
                Cell.smoke("worker-told-to-stop", "SIGTERM of a worker under load", WorkerCells::terminate),
                Cell.full(
                        "stop-stored-not-recorded",
                        "SIGTERM of a worker whose object is stored, before it is told so",
                        stage -> terminateAt(stage, stage.system().s3(), Moment.S3_PUT_REPLY)),
                Cell.full(
                        "stop-commit-in-doubt",
                        "SIGTERM of a worker whose outcomes are committed, before it is told so",
                        stage -> terminateAt(stage, stage.system().postgres(), Moment.POSTGRES_RECORD_REPLY)),
                Cell.full(
                        "stop-offset-in-doubt",
                        "SIGTERM of a worker whose offsets are committed, before it is told so",
                        stage -> terminateAt(stage, stage.system().kafka(), Moment.KAFKA_OFFSET_COMMIT_REPLY)));
    }

    private static void killWhileFetching(Stage stage, int afterBytes) throws Exception {
        Submission submission = stage.work().prepare(stage.between(30, 60));
        Origin origin = stage.system().origin();
        Hold hold = stage.hold(origin.stall(submission.path(), afterBytes));
        stage.client().submit(submission, stage.anyApi(), null);
        Service victim = stage.caught(hold, origin.port());
        // meanwhile rows behind that one are done and acknowledged
        Thread.sleep(stage.between(1_500, 3_000));
        kill(stage, victim, "an image of it had been served for " + afterBytes + " bytes");
    }

    private static void midDecode(Stage stage) throws Exception {
        Origin origin = stage.system().origin();
        Proxy s3 = stage.system().s3().proxy();
        Submission submission = stage.work().prepare(1);
        origin.give(submission.imagePath(1), LargePhoto.jpeg(stage.between(0, 1_000_000)));
        Hold hold = stage.hold(origin.stall(submission.path(), Integer.MAX_VALUE));
        long stored = s3.seen(Moment.S3_PUT_REQUEST);
        stage.client().submit(submission, stage.anyApi(), null);
        Service victim = stage.caught(hold, origin.port());
        Thread.sleep(stage.between(100, 300));
        kill(stage, victim, "the whole image had been sent to it, and nothing was on its way to S3");
        if (s3.seen(Moment.S3_PUT_REQUEST) > stored) {
            throw new NotHitException("the image was made before the worker was killed");
        }
    }

    private static void terminateAt(Stage stage, Infra infra, Moment moment) throws Exception {
        Snare snare = stage.snare(infra, moment, stage.system().workers());
        stage.work().accepted(stage.between(40, 80));
        Service victim = snare.caught();
        victim.program().terminate();
        Thread.sleep(stage.between(200, 1_000));
        snare.release();
        stage.course().hit(victim + " was told to stop: " + moment);
        stage.course()
                .expect(
                        victim.program().ends(Tuning.GRACE),
                        victim + " ends within " + Tuning.GRACE.toSeconds() + " s of SIGTERM");
    }

    private static void killAt(Stage stage, Infra infra, Moment moment) throws Exception {
        Snare snare = stage.snare(infra, moment, stage.system().workers());
        stage.work().accepted(stage.between(30, 60));
        Service victim = snare.caught();
        kill(stage, victim, moment.toString());
    }

    /** What is acknowledged at that moment nobody will be given again. */
    private static void kill(Stage stage, Service victim, String moment) throws Exception {
        stage.kill(victim, moment);
        List<String> tooEarly = Acknowledgements.tooEarly(stage.group(), stage.records(), stage.database());
        stage.course()
                .expect(
                        tooEarly.isEmpty(),
                        "a row is acknowledged after its images have ended, unlike that of " + tooEarly);
    }

    private static void pause(Stage stage, Duration time) throws Exception {
        Submission submission = stage.work().prepare(stage.between(40, 60));
        Origin origin = stage.system().origin();
        Hold hold = stage.hold(origin.stall(submission.path(), stage.between(0, 100_000)));
        stage.client().submit(submission, stage.anyApi(), null);
        Service victim = stage.caught(hold, origin.port());
        victim.program().pause();
        hold.release();
        Thread.sleep(time);
        long ended = stage.work().ended(submission);
        victim.program().resume();
        stage.course()
                .hit(victim + " stood still for " + time.toSeconds() + " s, in which " + ended + " of "
                        + submission.images() + " images ended");
    }

    private static void terminate(Stage stage) throws Exception {
        Submission submission = stage.work().accepted(stage.between(80, 120));
        Waiting.until("work goes on", () -> stage.work().ended(submission) > 5);
        Service victim = stage.anyWorker();
        long ended = stage.work().ended(submission);
        victim.program().terminate();
        boolean ends = victim.program().ends(Tuning.GRACE);
        stage.course().expect(ends, victim + " ends within " + Tuning.GRACE.toSeconds() + " s of SIGTERM");
        if (ended == submission.images()) {
            throw new NotHitException("everything had been done before the worker was told to stop");
        }
        stage.course()
                .hit(victim + " was told to stop when " + ended + " of " + submission.images() + " images had ended");
    }
}
