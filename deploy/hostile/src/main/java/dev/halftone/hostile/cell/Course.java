package dev.halftone.hostile.cell;

import java.util.ArrayList;
import java.util.List;

/** How a cell went: what came about, how much was given, and which of its promises were not kept. */
public final class Course {

    private final List<String> evidence = new ArrayList<>();
    private final List<String> disappointments = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();
    private int items;

    /** Something that was seen, for people to read. */
    public void saw(String what) {
        evidence.add(what);
    }

    public void given(int more) {
        items += more;
    }

    /** What is promised. */
    public void expect(boolean met, String promise) {
        if (!met) {
            disappointments.add(promise);
        }
    }

    /** Without which nothing is proven. */
    public void require(boolean cameAbout, String what) {
        if (!cameAbout) {
            misses.add("it did not come about that " + what);
        }
    }

    public int items() {
        return items;
    }

    public List<String> evidence() {
        return List.copyOf(evidence);
    }

    public List<String> disappointments() {
        return List.copyOf(disappointments);
    }

    /** Nothing, if all came about that was to. */
    public List<String> misses() {
        return List.copyOf(misses);
    }
}
