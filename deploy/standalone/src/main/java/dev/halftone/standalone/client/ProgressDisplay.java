package dev.halftone.standalone.client;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how far a job is: one line that changes on a terminal, else a new line now and then. */
public final class ProgressDisplay {

    private static final int WIDTH = 24;
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(3);
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private long lastPlainNanos;
    private int lastDone = -1;

    public ProgressDisplay(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.lastPlainNanos = System.nanoTime() - PLAIN_INTERVAL.toNanos();
    }

    /** @param elapsed since the job was submitted */
    public void show(JobProgress job, Duration elapsed) {
        if (terminal) {
            out.print(BACK_AND_CLEAR + bar(job) + " " + line(job, elapsed));
            if (job.isOver()) {
                out.println();
            }
            out.flush();
        } else if (job.done() != lastDone && (job.isOver() || isDue())) {
            lastPlainNanos = System.nanoTime();
            lastDone = job.done();
            out.println(line(job, elapsed));
            out.flush();
        }
    }

    private boolean isDue() {
        return System.nanoTime() - lastPlainNanos >= PLAIN_INTERVAL.toNanos();
    }

    private static String bar(JobProgress job) {
        int filled = job.images() == 0 ? 0 : (int) ((long) WIDTH * job.done() / job.images());
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
    }

    /** {@code 12/20 images, 1 failed, 3.4 MB in, 1.5 MB out, 5.2 images/s, 2 s left}. */
    static String line(JobProgress job, Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        String left = job.isOver() || job.done() == 0 ? "" : ", " + left(job, seconds) + " left";
        return String.format(
                Locale.ROOT,
                "%d/%d images, %d failed, %s in, %s out, %.1f images/s%s",
                job.done(),
                job.images(),
                job.failed(),
                Sizes.megabytes(job.bytesIn()),
                Sizes.megabytes(job.bytesOut()),
                job.done() / seconds,
                left);
    }

    private static String left(JobProgress job, double seconds) {
        Long eta = job.etaSeconds();
        long left = eta != null ? eta : Math.round((job.images() - job.done()) * seconds / job.done());
        return left >= 120 ? (left + 30) / 60 + " min" : left + " s";
    }
}
