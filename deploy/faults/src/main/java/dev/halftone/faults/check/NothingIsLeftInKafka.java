package dev.halftone.faults.check;

import java.util.List;

/** Waits for the last commit, which comes a moment after the last outcome. */
final class NothingIsLeftInKafka implements Check {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @Override
    public String name() {
        return "the consumer lag is 0";
    }

    @Override
    public List<String> violations(Evidence evidence) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long lag = evidence.group().lag();
        while (lag > 0 && System.nanoTime() < deadline) {
            Thread.sleep(200);
            lag = evidence.group().lag();
        }
        return lag == 0 ? List.of() : List.of(lag + " records are not acknowledged");
    }
}
