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

    /** Any other worker may tell as soon as the outcome is in, so it takes luck to be faster. */
    private static final int ATTEMPTS = 5;

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

    private static void completedNotTold(Stage stage) throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            Snare snare = stage.snare(
                    stage.system().postgres(),
                    Moment.POSTGRES_RECORD_REPLY,
                    stage.system().workers());
            Submission submission = stage.work().accepted(1);
            Service victim = snare.caught();
            if (isUntold(submission, stage)) {
                stage.kill(victim, "the job's only outcome was in");
                if (isUntold(submission, stage)) {
                    return;
                }
                victim.program().start();
            }
            snare.release();
        }
        throw new NotHitException("each webhook was sent before the worker was killed");
    }

    private static boolean isUntold(Submission submission, Stage stage) {
        return stage.system().receiver().told(submission.path()).isEmpty();
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
