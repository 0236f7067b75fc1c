package dev.halftone.worker.fetch;

import java.time.Duration;

/** A source is to be asked for again, but so late that nobody holds its image until then. Nobody's failure. */
public final class PostponedException extends RuntimeException {

    private final int attempts;
    private final Duration pause;

    public PostponedException(int attempts, Duration pause) {
        super("postponed by " + pause, null, false, false);
        this.attempts = attempts;
        this.pause = pause;
    }

    /** How often the source was asked for so far. */
    public int attempts() {
        return attempts;
    }

    /** How long from now it is to be left alone. */
    public Duration pause() {
        return pause;
    }
}
