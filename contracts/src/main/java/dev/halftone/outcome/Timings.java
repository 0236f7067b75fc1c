package dev.halftone.outcome;

import java.time.Duration;

/** How long each step of an image took; zero for a step that it did not come to. */
public record Timings(Duration fetch, Duration process, Duration store) {

    public static final Timings NONE = new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
