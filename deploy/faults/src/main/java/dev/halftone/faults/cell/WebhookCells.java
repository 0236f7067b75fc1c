package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.proxy.Moment;
import dev.halftone.lab.peer.Hold;
import dev.halftone.lab.peer.Receiver;
import dev.halftone.lab.process.Service;
import java.time.Duration;
import java.util.List;

/** A job ends, and who is to tell it dies. */
final class WebhookCells {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WebhookCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.smoke(
                        "completed-not-told",
                        "kill -9 of the worker that recorded the last outcome, before the webhook is sent",
                        WebhookCells::completedNotTold),
                Cell.full(
                        "told-not-answered",
                        "kill -9 of the worker whose webhook has arrived, before it is answered",
                        WebhookCells::toldNotAnswered));
    }

    /** Every worker stands still while PostgreSQL records the outcome, so none can be faster than the kill. */
    private static void completedNotTold(Stage stage) throws Exception {
        List<Service> workers = stage.system().workers();
        Snare snare = stage.snare(stage.system().postgres(), Moment.POSTGRES_RECORD_REQUEST, workers);
        Submission submission = stage.work().accepted(1);
        Service victim = snare.caught();
        for (Service worker : workers) {
            worker.program().pause();
            stage.afterwards(worker.program()::resume);
        }
        snare.release();
        Waiting.until("the outcome is in", () -> stage.work().ended(submission) == 1);
        stage.kill(victim, "the job's only outcome was in");
        for (Service worker : workers) {
            worker.program().resume();
        }
    }

    private static void toldNotAnswered(Stage stage) throws Exception {
        Receiver receiver = stage.system().receiver();
        Submission submission = stage.work().prepare(stage.between(5, 20));
        Hold hold = stage.hold(receiver.withhold(submission.path()));
        stage.client().submit(submission, stage.anyApi(), null);
        Service victim = stage.caught(hold, receiver.port());
        stage.kill(victim, "its webhook had arrived");
        hold.release();
        stage.course()
                .expect(
                        Waiting.comes(
                                PATIENCE, () -> receiver.told(submission.path()).size() > 1),
                        "it is told again");
    }
}
