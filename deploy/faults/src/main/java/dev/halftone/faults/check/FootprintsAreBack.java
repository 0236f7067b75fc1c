package dev.halftone.faults.check;

import dev.halftone.faults.process.Footprint;
import dev.halftone.faults.process.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Heaps are wholly resident from the start, so what memory grows by is native: caches and arenas that fill once, which the
 * tolerance allows, or a leak, which exceeds it over a run. Descriptors may differ by idle connections of pools.
 */
final class FootprintsAreBack implements Check {

    private static final long MORE_MEMORY = 192;
    private static final long MORE_DESCRIPTORS = 48;
    private static final long MORE_FILES = 4;
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    @Override
    public String name() {
        return "memory, descriptors and temporary files are back where they were";
    }

    @Override
    public List<String> violations(Evidence evidence) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> violations = excesses(evidence);
        while (!violations.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            violations = excesses(evidence);
        }
        return violations;
    }

    private static List<String> excesses(Evidence evidence) throws IOException {
        List<String> violations = new ArrayList<>();
        for (Service service : evidence.system().services()) {
            Footprint now = Footprint.of(service.program());
            Footprint before = evidence.baseline().of(service);
            if (now.memory() > before.memory() + MORE_MEMORY
                    || now.descriptors() > before.descriptors() + MORE_DESCRIPTORS
                    || now.files() > before.files() + MORE_FILES) {
                violations.add(service + " holds " + now + ", at first it was " + before);
            }
        }
        return violations;
    }
}
