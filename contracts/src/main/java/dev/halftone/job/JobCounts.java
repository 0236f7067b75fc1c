package dev.halftone.job;

/** How many of a job's images ended in which way; the ones that did not are pending. */
public record JobCounts(int images, int succeeded, int failed, int cancelled) {

    public JobCounts {
        if (succeeded < 0 || failed < 0 || cancelled < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
        if (succeeded + failed + cancelled > images) {
            throw new IllegalArgumentException("more outcomes than images");
        }
    }

    public int pending() {
        return images - succeeded - failed - cancelled;
    }
}
