package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;

/** What somebody is promised who submits while a part is away. */
@FunctionalInterface
interface Promise {

    void check(Stage stage, Submission meanwhile) throws InterruptedException;

    /** Without PostgreSQL nothing can be promised, and that is said; or it came back in time. */
    static void honest(Stage stage, Submission meanwhile) throws InterruptedException {
        int status = meanwhile.answer().status();
        stage.course().expect(status == 503 || status == 202, "the answer meanwhile is 503, not " + meanwhile.answer());
    }

    /** What cannot be committed is not promised. */
    static void refused(Stage stage, Submission meanwhile) throws InterruptedException {
        int status = meanwhile.answer().status();
        stage.course().expect(status == 503, "the answer meanwhile is 503, not " + meanwhile.answer());
    }

    /** Neither Kafka nor S3 is needed to promise something. */
    static void accepted(Stage stage, Submission meanwhile) throws InterruptedException {
        stage.course()
                .expect(meanwhile.answer().isAccepted(), "a job is accepted meanwhile, not " + meanwhile.answer());
    }
}
