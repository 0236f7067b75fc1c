package dev.halftone.hostile;

import dev.halftone.hostile.client.Api;
import dev.halftone.hostile.system.HostileSystem;
import dev.halftone.lab.evidence.Baseline;
import dev.halftone.lab.evidence.Database;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What must hold after every cell, whatever was given. */
final class Invariants {

    private static final String OWED = """
            SELECT 'job ' || id || ' is ' || state FROM halftone.jobs WHERE completed_at IS NULL
            UNION ALL
            SELECT 'job ' || id || ' says ' || succeeded || '+' || failed || '+' || cancelled || ' of ' || images
            FROM halftone.jobs j
            WHERE completed_at IS NOT NULL
              AND images <> (SELECT count(*) FROM halftone.outcomes o WHERE o.job_id = j.id)
            UNION ALL
            SELECT 'an image of job ' || job_id || ' is poison' FROM halftone.outcomes WHERE reason = 'poison'
            LIMIT 5
            """;

    private final HostileSystem system;
    private final Api api;
    private final Database database;
    private final Baseline baseline;
    private final Logs logs = new Logs();
    private final Map<Service, Long> pids = new HashMap<>();

    Invariants(HostileSystem system, Api api, Database database) throws IOException {
        this.system = system;
        this.api = api;
        this.database = database;
        this.baseline = Baseline.of(system.services());
        system.services().forEach(service -> pids.put(service, service.program().pid()));
    }

    List<String> violations() throws IOException, InterruptedException, SQLException {
        List<String> violations = new ArrayList<>();
        add(violations, "no canary is woken", system.peers().canaries().alarms());
        add(violations, "no answer tells of our network", api.disclosures().take());
        add(violations, "nothing is owed", database.texts(OWED));
        add(violations, "no stranger fills the log", logs.strangeLines(system.services()));
        for (Service service : system.services()) {
            if (!service.program().isAlive()
                    || !Objects.equals(pids.get(service), service.program().pid())) {
                violations.add("every process lives: " + service + " does not");
            } else if (!system.isReady(service)) {
                violations.add("every service is ready: " + service + " is not");
            }
        }
        if (violations.stream().noneMatch(violation -> violation.startsWith("every process"))) {
            add(violations, "memory, descriptors and files are back", baseline.excesses(system.services()));
        }
        return violations;
    }

    private static void add(List<String> violations, String promise, List<String> against) {
        against.stream().distinct().limit(5).forEach(it -> violations.add(promise + ": " + it));
    }
}
