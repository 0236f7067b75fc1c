package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import java.time.Duration;
import java.util.List;

/** Much work at once. */
final class LoadCells {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long SECONDS = 15;

    /** On a machine that does nothing else, these take less. */
    private static final long WINDOW = 150;

    private LoadCells() {}

    static List<Cell> all() {
        return List.of(Cell.smoke("small-behind-big", "10 rows behind a job of many", LoadCells::smallBehindBig));
    }

    private static void smallBehindBig(Stage stage) throws Exception {
        Submission big = stage.work().accepted(stage.scale().bigJob());
        Waiting.until("the big job runs", () -> stage.work().ended(big) > 0);
        Submission small = stage.work().accepted(10);
        long begun = System.nanoTime();
        long before = stage.work().ended(big);
        boolean isDone = Waiting.comes(PATIENCE, () -> stage.work().ended(small) == small.images());
        long took = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        long after = stage.work().ended(big);
        stage.course()
                .expect(
                        isDone && (took < SECONDS || after - before < WINDOW),
                        "10 rows wait " + SECONDS + " s or behind " + WINDOW + " others at most, not " + took
                                + " s behind " + (after - before));
        String requestId = big.requestId();
        if (requestId != null) {
            int status = stage.client().cancel(stage.anyApi(), requestId);
            stage.course().expect(status < 300, "the big job can be cancelled: " + status);
        }
        if (after < big.images()) {
            stage.course()
                    .hit("10 images took " + took + " s while " + after + " of " + big.images() + " others had ended");
        }
    }
}
