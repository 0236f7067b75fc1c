package dev.halftone.faults.cell;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.system.Infra;
import dev.halftone.faults.system.SmallDisk;
import dev.halftone.faults.system.Tuning;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk is full, and then there is room again. What lies on it is moved to a small one for the time of the cell, which needs the
 * right to mount; without it the fault does not come about.
 */
final class DiskCells {

    /** In MiB. */
    private static final int SPARE = 48;

    private static final int MORE_THAN_FITS = 30_000;
    /** The row with a large photo, for which a decoder might want a file. */
    private static final int LARGE = 1;

    private static final String NO_SPACE = "No space left on device";

    private DiskCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.full("postgres-disk-full", "not a byte is left on PostgreSQL's disk", DiskCells::postgres),
                Cell.full("kafka-disk-full", "not a byte is left on Kafka's disk", DiskCells::kafka),
                Cell.full(
                        "worker-disk-full", "not a byte is left for the workers' temporary files", DiskCells::workers));
    }

    private static void postgres(Stage stage) throws Exception {
        fill(stage, stage.system().postgres(), MORE_THAN_FITS, Promise::refused);
    }

    private static void kafka(Stage stage) throws Exception {
        fill(stage, stage.system().kafka(), stage.between(100, 200), Promise::accepted);
    }

    private static void fill(Stage stage, Infra infra, int rows, Promise promise) throws Exception {
        SmallDisk disk = moved(stage, infra);
        long complaints = infra.server().complaints(NO_SPACE);
        Submission submission = stage.work().underWay();
        disk.fill();
        long ended = stage.work().ended(submission);
        stage.work().requireUnfinished(submission);
        Submission meanwhile = stage.work().send(rows);
        keepFull(List.of(disk), stage);
        long complained = infra.server().complaints(NO_SPACE) - complaints;
        if (complained == 0) {
            throw new NotHitException(infra + " never wanted more than it had");
        }
        stage.course()
                .hit("not a byte was free for " + stage.scale().outage().toSeconds() + " s after " + ended + " of "
                        + submission.images() + " images had ended; " + infra + " complained " + complained
                        + " times and "
                        + (infra.server().listens() ? "lived" : "died of it"));
        disk.free();
        infra.server().revive();
        stage.course().mended();
        promise.check(stage, meanwhile);
    }

    private static void workers(Stage stage) throws Exception {
        List<SmallDisk> disks = new ArrayList<>();
        for (Service worker : stage.system().workers()) {
            stop(stage, worker);
            disks.add(moved(stage, worker.program().temporaryFiles(), () -> stop(stage, worker)));
        }
        stage.system().mend();
        for (SmallDisk disk : disks) {
            disk.fill();
        }
        Submission submission = stage.work().prepare(stage.between(60, 100));
        stage.system().origin().give(submission.imagePath(LARGE), LargePhoto.jpeg(stage.between(0, 1_000_000)));
        stage.work().send(submission);
        keepFull(disks, stage);
        long made = stage.work().ended(submission);
        if (made == 0) {
            throw new NotHitException("no image was worked on");
        }
        stage.course().hit(made + " of " + submission.images() + " images ended while not a byte was free");
        for (SmallDisk disk : disks) {
            disk.free();
        }
        stage.course().mended();
    }

    private static void keepFull(List<SmallDisk> disks, Stage stage) throws Exception {
        long end = System.nanoTime() + stage.scale().outage().toNanos();
        while (System.nanoTime() < end) {
            for (SmallDisk disk : disks) {
                disk.fill();
            }
            Thread.sleep(50);
        }
    }

    private static SmallDisk moved(Stage stage, Infra infra) throws Exception {
        infra.server().stop();
        SmallDisk disk = moved(stage, infra.server().directory(), infra.server()::stop);
        infra.server().start();
        stage.system().mend();
        return disk;
    }

    private static SmallDisk moved(Stage stage, Path directory, Stage.Undoing stop)
            throws InterruptedException, NotHitException {
        try {
            SmallDisk disk = SmallDisk.under(directory, SPARE);
            stage.afterwards(disk::remove);
            stage.afterwards(stop);
            return disk;
        } catch (IOException e) {
            throw new NotHitException("no small disk can be mounted here: " + e.getMessage());
        }
    }

    private static void stop(Stage stage, Service worker) throws IOException, InterruptedException {
        worker.program().terminate();
        stage.course().expect(worker.program().ends(Tuning.GRACE), worker + " ends when it is told to");
    }
}
