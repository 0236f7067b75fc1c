package dev.halftone.faults.system;

import dev.halftone.lab.peer.Origin;
import dev.halftone.lab.peer.Receiver;
import dev.halftone.lab.process.Installation;
import dev.halftone.lab.process.Ports;
import dev.halftone.lab.process.Program;
import dev.halftone.lab.process.Service;
import dev.halftone.lab.system.Services;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One system of real processes, which outlives the cells: each of them hits it and leaves it to be mended. */
public final class SystemUnderTest implements Closeable {

    private static final int APIS = 2;
    private static final int WORKERS = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Backing backing;
    private final Origin origin;
    private final Receiver receiver;
    private volatile Services services = Services.NONE;

    private SystemUnderTest(Installation installation, Ports ports, Path samples) throws IOException {
        backing = Backing.of(installation, ports);
        origin = Origin.start(samples, loopback(ports));
        receiver = Receiver.start(loopback(ports));
    }

    private static InetSocketAddress loopback(Ports ports) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.next());
    }

    /** Returns when every process is ready. What started is ended if another does not, or this process ends. */
    public static SystemUnderTest start(Installation installation, Path samples)
            throws IOException, InterruptedException {
        Ports ports = new Ports();
        SystemUnderTest system = new SystemUnderTest(installation, ports, samples);
        Runtime.getRuntime().addShutdownHook(new Thread(system::killAll));
        system.backing.start();
        Map<String, String> environment = system.backing.environment();
        List<String> api = Tuning.api(system.origin.port(), system.receiver.port());
        List<String> worker = Tuning.worker(system.origin.port(), system.receiver.port());
        system.services = new Services(
                Services.several(APIS, n -> installation.api("api-" + n, ports.next(), environment, api)),
                Services.several(WORKERS, n -> installation.worker("worker-" + n, ports.next(), environment, worker)));
        system.mend();
        return system;
    }

    /** The infra's own words, by the names of environment variables. */
    public Map<String, String> credentials() throws IOException {
        return backing.credentials();
    }

    /** Starts what does not run, lets everything flow, and returns when all are ready. */
    public void mend() throws IOException, InterruptedException {
        backing.mend();
        services.mend(http);
    }

    public HttpClient http() {
        return http;
    }

    public Infra postgres() {
        return backing.postgres();
    }

    public Infra kafka() {
        return backing.kafka();
    }

    public Infra s3() {
        return backing.s3();
    }

    public Origin origin() {
        return origin;
    }

    public Receiver receiver() {
        return receiver;
    }

    public List<Service> apis() {
        return services.apis();
    }

    public List<Service> workers() {
        return services.workers();
    }

    public List<Service> services() {
        return services.all();
    }

    /** The service whose process this is. */
    public Optional<Service> service(long pid) {
        return services.of(pid);
    }

    /** The services' first, then what they stand on. */
    private List<Program> programs() {
        return Stream.concat(
                        services.all().reversed().stream().map(Service::program),
                        backing.all().reversed().stream()
                                .map(infra -> infra.server().program()))
                .toList();
    }

    private void killAll() {
        for (Program program : programs()) {
            try {
                program.retire();
            } catch (IOException e) {
                System.err.println("faults: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        killAll();
        backing.closeProxies();
        origin.close();
        receiver.close();
        http.close();
    }
}
