package dev.halftone.faults.system;

import dev.halftone.faults.process.Installation;
import dev.halftone.faults.process.Ports;
import dev.halftone.faults.process.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The services under test. */
record Services(List<Service> apis, List<Service> workers) {

    private static final Duration START = Duration.ofMinutes(3);
    private static final int APIS = 2;
    private static final int WORKERS = 3;

    static final Services NONE = new Services(List.of(), List.of());

    /** None of them started. */
    static Services of(
            Installation installation,
            Ports ports,
            Map<String, String> environment,
            List<String> apiSettings,
            List<String> workerSettings) {
        return new Services(
                IntStream.rangeClosed(1, APIS)
                        .mapToObj(n -> installation.api("api-" + n, ports.next(), environment, apiSettings))
                        .toList(),
                IntStream.rangeClosed(1, WORKERS)
                        .mapToObj(n -> installation.worker("worker-" + n, ports.next(), environment, workerSettings))
                        .toList());
    }

    List<Service> all() {
        return Stream.concat(apis.stream(), workers.stream()).toList();
    }

    /** The one whose process this is. */
    Optional<Service> of(long pid) {
        return all().stream()
                .filter(service ->
                        service.program().isAlive() && service.program().pid() == pid)
                .findFirst();
    }

    /** Starts what does not run, and returns when all are ready. */
    void mend(HttpClient http) throws IOException, InterruptedException {
        for (Service service : all()) {
            service.program().resume();
            service.program().start();
        }
        long deadline = System.nanoTime() + START.toNanos();
        for (Service service : all()) {
            while (!service.isReady(http)) {
                if (System.nanoTime() > deadline || !service.program().isAlive()) {
                    throw new IOException(service + " does not get ready; see "
                            + service.program().log());
                }
                Thread.sleep(100);
            }
        }
    }
}
