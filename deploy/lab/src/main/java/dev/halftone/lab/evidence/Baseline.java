package dev.halftone.lab.evidence;

import dev.halftone.lab.process.Footprint;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most that an api and a worker held after the first work, before anything befell them. Heaps are wholly resident from the
 * start, so what memory grows by is native: caches and arenas that fill once, which the tolerance allows, or a leak, which
 * exceeds it over a run. Descriptors may differ by idle connections of pools.
 */
public final class Baseline {

    private static final long MORE_MEMORY = 192;
    private static final long MORE_DESCRIPTORS = 48;
    private static final long MORE_FILES = 4;
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    private final Map<String, Footprint> footprints = new HashMap<>();

    private Baseline() {}

    public static Baseline of(Iterable<Service> services) throws IOException {
        Baseline baseline = new Baseline();
        for (Service service : services) {
            baseline.footprints.merge(kind(service), Footprint.of(service.program()), Footprint::most);
        }
        return baseline;
    }

    /** Who does not come back to it in a while, and what they hold. */
    public List<String> excesses(Iterable<Service> services) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> excesses = excessesNow(services);
        while (!excesses.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            excesses = excessesNow(services);
        }
        return excesses;
    }

    private List<String> excessesNow(Iterable<Service> services) throws IOException {
        List<String> excesses = new ArrayList<>();
        for (Service service : services) {
            Footprint now = Footprint.of(service.program());
            Footprint before = of(service);
            if (now.memory() > before.memory() + MORE_MEMORY
                    || now.descriptors() > before.descriptors() + MORE_DESCRIPTORS
                    || now.files() > before.files() + MORE_FILES) {
                excesses.add(service + " holds " + now + ", at first it was " + before);
            }
        }
        return excesses;
    }

    private Footprint of(Service service) {
        return footprints.getOrDefault(kind(service), new Footprint(0, 0, 0));
    }

    private static String kind(Service service) {
        return service.name().replaceAll("-\\d+$", "");
    }
}
