package dev.halftone.worker.process.pool;

import dev.halftone.outcome.FailureReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which work broke or hung its children lately: a thousand images of the same bad bytes cost what one does. Forgotten after a while, as
 * it may have been the machine's fault.
 */
final class Verdicts {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final Map<Work, Verdict> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Work, Verdict> eldest) {
            return size() > MOST;
        }
    };

    Verdicts(InstantSource clock) {
        this.clock = clock;
    }

    private record Verdict(FailureReason reason, long until) {}

    synchronized Optional<FailureReason> on(Work work) {
        Verdict verdict = known.get(work);
        return verdict == null || verdict.until() < clock.millis() ? Optional.empty() : Optional.of(verdict.reason());
    }

    /** Reasons that are found out quickly are not worth remembering. */
    synchronized void note(Work work, FailureReason reason) {
        if (reason == FailureReason.POISON || reason == FailureReason.PROCESSING_TIMEOUT) {
            known.put(work, new Verdict(reason, clock.millis() + LIFETIME.toMillis()));
        }
    }
}
