package dev.halftone.worker.outcome;

import dev.halftone.image.ImageId;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.StoredRendition;
import dev.halftone.outcome.Timings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An outcome as a line of its table, with what it adds to its job's bytes. */
record OutcomeLine(
        ImageId image,
        String status,
        @Nullable String reason,
        @Nullable Integer httpStatus,
        int attempts,
        @Nullable String sourceSha256,
        Timings timings,
        long bytesIn,
        long bytesOut) {

    static OutcomeLine of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded it ->
                new OutcomeLine(
                        it.image(),
                        it.status(),
                        null,
                        null,
                        it.attempts(),
                        it.source().sha256().hex(),
                        it.timings(),
                        it.source().bytes(),
                        it.renditions().stream()
                                .mapToLong(StoredRendition::bytes)
                                .sum());
            case Outcome.Failed it ->
                new OutcomeLine(
                        it.image(),
                        it.status(),
                        it.reason().wireName(),
                        it.httpStatus(),
                        it.attempts(),
                        null,
                        it.timings(),
                        0,
                        0);
            case Outcome.Cancelled it ->
                new OutcomeLine(it.image(), it.status(), null, null, 0, null, Timings.NONE, 0, 0);
        };
    }

    int fetchMillis() {
        return millis(timings.fetch());
    }

    int processMillis() {
        return millis(timings.process());
    }

    int storeMillis() {
        return millis(timings.store());
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 0, Integer.MAX_VALUE);
    }
}
