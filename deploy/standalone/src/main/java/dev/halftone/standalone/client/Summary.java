package dev.halftone.standalone.client;

import dev.halftone.outcome.Ending;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What a person wants to know when a job is over. */
public record Summary(SubmittedJob job, JobProgress end, Tally tally, Duration elapsed) {

    /**
     * Prints it.
     *
     * @param report where the report is
     * @param images where the images are
     */
    public void print(PrintWriter out, Path report, Path images) {
        out.println();
        out.println(headline());
        printEndings(out);
        printFailures(out);
        if (job.rejectedRows() > 0) {
            out.println("  " + job.rejectedRows() + " rows of the manifest were rejected and left out");
        }
        out.println();
        out.println("Images   " + images);
        out.println("Report   " + report);
        out.println("Request  " + job.requestId());
        out.flush();
    }

    private String headline() {
        String saved = end.succeeded() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ": %s became %s, %s (%d %%) saved",
                        Sizes.megabytes(end.bytesIn()),
                        Sizes.megabytes(end.bytesOut()),
                        Sizes.megabytes(end.bytesIn() - end.bytesOut()),
                        Sizes.percentSaved(end.bytesIn(), end.bytesOut()));
        return String.format(
                Locale.ROOT,
                "%d of %d images made in %.1f s%s",
                end.succeeded(),
                end.images(),
                elapsed.toMillis() / 1000.0,
                saved);
    }

    private void printEndings(PrintWriter out) {
        printEnding(out, Ending.TARGET_MET, "as small as asked");
        printEnding(out, Ending.QUALITY_FLOOR, "as small as their quality allows (quality_floor)");
        printEnding(out, Ending.ALREADY_SMALL, "small already, kept as they were (already_small)");
    }

    private void printEnding(PrintWriter out, Ending ending, String meaning) {
        int count = tally.count(ending);
        if (count > 0) {
            out.println("  " + count + " " + meaning);
        }
    }

    private void printFailures(PrintWriter out) {
        if (end.cancelled() > 0) {
            out.println("  " + end.cancelled() + " cancelled");
        }
        for (Map.Entry<String, Tally.Failures> reason : tally.failures().entrySet()) {
            Tally.Failures failures = reason.getValue();
            out.println("  " + failures.count() + " failed: " + reason.getKey() + ". " + failures.advice());
            failures.examples().forEach(image -> out.println("      line " + image.line() + ": " + image.url()));
        }
    }
}
