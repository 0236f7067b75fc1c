package dev.halftone.manifests.scaling;

/** A job of the simulation. */
final class Job {

    private final int submitted;
    private double left;
    private int ended = -1;

    Job(int submitted, int images) {
        this.submitted = submitted;
        this.left = images;
    }

    double left() {
        return left;
    }

    boolean isDone() {
        return ended >= 0;
    }

    int submitted() {
        return submitted;
    }

    boolean endedAfter(int second) {
        return isDone() && ended > second;
    }

    /** Seconds from its submission to its end. */
    int took() {
        return ended - submitted;
    }

    void work(int second, double done) {
        left -= done;
        if (left < 1e-6) {
            left = 0;
            ended = second;
        }
    }
}
