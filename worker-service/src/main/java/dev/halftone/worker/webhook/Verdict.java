package dev.halftone.worker.webhook;

import java.time.Duration;

/** What an attempt means for its delivery. */
sealed interface Verdict {

    /** For meters. */
    String wireName();

    /** The receiver has it. */
    record Succeeded() implements Verdict {
        @Override
        public String wireName() {
            return "succeeded";
        }
    }

    /** Not yet. */
    record Again(Duration pause) implements Verdict {
        @Override
        public String wireName() {
            return "again";
        }
    }

    /** The schedule is used up. */
    record GivenUp() implements Verdict {
        @Override
        public String wireName() {
            return "given_up";
        }
    }

    /** The receiver wants no delivery any more. */
    record EndpointGone() implements Verdict {
        @Override
        public String wireName() {
            return "given_up";
        }
    }
}
