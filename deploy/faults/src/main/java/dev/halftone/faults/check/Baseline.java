package dev.halftone.faults.check;

import dev.halftone.faults.process.Footprint;
import dev.halftone.faults.process.Service;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The most that an api and a worker held after the first work, before any was hit. */
public final class Baseline {

    private final Map<String, Footprint> footprints = new HashMap<>();

    private Baseline() {}

    public static Baseline of(Iterable<Service> services) throws IOException {
        Baseline baseline = new Baseline();
        for (Service service : services) {
            baseline.footprints.merge(kind(service), Footprint.of(service.program()), Footprint::most);
        }
        return baseline;
    }

    Footprint of(Service service) {
        return footprints.getOrDefault(kind(service), new Footprint(0, 0, 0));
    }

    private static String kind(Service service) {
        return service.name().replaceAll("-\\d+$", "");
    }
}
