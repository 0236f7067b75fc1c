package dev.halftone.worker.webhook;

import java.time.Duration;

/** What an attempt means for its delivery. */
sealed interface Verdict {

    /** The receiver has it. */
    record Succeeded() implements Verdict {}

    /** Not yet. */
    record Again(Duration pause) implements Verdict {}

    /** The schedule is used up. */
    record GivenUp() implements Verdict {}

    /** The receiver wants no delivery any more. */
    record EndpointGone() implements Verdict {}
}
