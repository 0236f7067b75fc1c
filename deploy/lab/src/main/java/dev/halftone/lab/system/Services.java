package dev.halftone.lab.system;

import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The services under test. */
public record Services(List<Service> apis, List<Service> workers) {

    private static final Duration START = Duration.ofMinutes(10);
    public static final Services NONE = new Services(List.of(), List.of());

    /** @param nth makes one of them, of those from 1 */
    public static List<Service> several(int many, IntFunction<Service> nth) {
        return IntStream.rangeClosed(1, many).mapToObj(nth).toList();
    }

    public List<Service> all() {
        return Stream.concat(apis.stream(), workers.stream()).toList();
    }

    /** The one whose process this is. */
    public Optional<Service> of(long pid) {
        return all().stream()
                .filter(service ->
                        service.program().isAlive() && service.program().pid() == pid)
                .findFirst();
    }

    /** Starts what does not run, and returns when all are ready. */
    public void mend(HttpClient http) throws IOException, InterruptedException {
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
