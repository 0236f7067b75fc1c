package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.proxy.HttpRefusal;
import dev.halftone.faults.proxy.Moment;
import dev.halftone.faults.system.Infra;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** S3 answers, and serves nobody. */
final class StoreCells {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern DOWN = Pattern.compile("\"s3\":\\{[^}]*\"status\":\"DOWN\"");

    private StoreCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.full(
                        "s3-refuses",
                        "S3 answers everything with 403 AccessDenied",
                        stage -> refuse(stage, HttpRefusal.ACCESS_DENIED)),
                Cell.full(
                        "s3-slow-down",
                        "S3 answers everything with 503 SlowDown",
                        stage -> refuse(stage, HttpRefusal.SLOW_DOWN)));
    }

    private static void refuse(Stage stage, HttpRefusal refusal) throws Exception {
        Infra s3 = stage.system().s3();
        Submission submission = stage.work().underWay();
        long refused = s3.proxy().seen(Moment.S3_REFUSED);
        s3.proxy().refuse(refusal);
        long end = System.nanoTime() + stage.scale().outage().toNanos();
        Waiting.until("a request is refused", () -> s3.proxy().seen(Moment.S3_REFUSED) > refused);
        long ended = stage.work().ended(submission);
        Submission meanwhile = stage.work().send(stage.between(20, 40));
        for (Service worker : stage.system().workers()) {
            stage.course()
                    .expect(Waiting.comes(PATIENCE, () -> namesS3(worker, stage)), worker + " says that S3 is ill");
        }
        while (System.nanoTime() < end) {
            Thread.sleep(100);
        }
        stage.work().requireUnfinished(submission);
        stage.course()
                .hit((s3.proxy().seen(Moment.S3_REFUSED) - refused) + " requests were answered with " + refusal
                        + " after " + ended + " of " + submission.images() + " images had ended");
        s3.proxy().accept();
        stage.course().mended();
        Promise.accepted(stage, meanwhile);
    }

    private static boolean namesS3(Service worker, Stage stage) throws InterruptedException {
        try {
            HttpResponse<String> readiness = worker.readiness(stage.system().http());
            return readiness.statusCode() == 503
                    && DOWN.matcher(readiness.body()).find();
        } catch (IOException e) {
            return false; // it is asked again
        }
    }
}
