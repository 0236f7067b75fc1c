package dev.halftone.faults.cell;

import java.util.ArrayList;
import java.util.List;

/** How a cell went: whether its fault came about, from when it could recover, and which of its own promises were not kept. */
public final class Course {

    private final List<String> disappointments = new ArrayList<>();
    private String event = "nothing was hit";
    private boolean isHit;
    private long recoveryBegins = System.nanoTime();

    Course() {}

    /** The fault came about. Recovery is counted from now. */
    void hit(String evidence) {
        event = evidence;
        isHit = true;
        recoveryBegins = System.nanoTime();
    }

    /** The fault did not come about, whatever seemed so before. */
    public void missed(String reason) {
        event = reason;
        isHit = false;
    }

    /** What was hit works again. Recovery is counted from now. */
    public void mended() {
        recoveryBegins = System.nanoTime();
    }

    /** Something that this cell promises beside what all do. */
    public void expect(boolean met, String promise) {
        if (!met) {
            disappointments.add(promise);
        }
    }

    public boolean isHit() {
        return isHit;
    }

    /** What came about, or why nothing did. */
    public String event() {
        return event;
    }

    public List<String> disappointments() {
        return List.copyOf(disappointments);
    }

    /** In {@link System#nanoTime()}. */
    public long recoveryBegins() {
        return recoveryBegins;
    }
}
