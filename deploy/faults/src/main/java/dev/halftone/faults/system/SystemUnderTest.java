package dev.halftone.faults.system;

import dev.halftone.faults.peer.Origin;
import dev.halftone.faults.peer.Receiver;
import dev.halftone.faults.process.Installation;
import dev.halftone.faults.process.Ports;
import dev.halftone.faults.process.Program;
import dev.halftone.faults.process.Service;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One system of real processes, which outlives the cells: each of them hits it and leaves it to be mended. */
public final class SystemUnderTest implements Closeable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final int APIS = 2;
    private static final int WORKERS = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Infra postgres;
    private final Infra kafka;
    private final Infra s3;
    private final Origin origin;
    private final Receiver receiver;
    private final List<Service> apis = new ArrayList<>();
    private final List<Service> workers = new ArrayList<>();

    private SystemUnderTest(Installation installation, Ports ports, Path samples) throws IOException {
        postgres = Infra.postgres(installation, ports);
        kafka = Infra.kafka(installation, ports);
        s3 = Infra.s3(installation, ports);
        origin = Origin.start(samples, ports.next());
        receiver = Receiver.start(ports.next());
    }

    /** Returns when every process is ready. What started is ended if another does not, or this process ends. */
    public static SystemUnderTest start(Installation installation, Path samples)
            throws IOException, InterruptedException {
        Ports ports = new Ports();
        SystemUnderTest system = new SystemUnderTest(installation, ports, samples);
        Runtime.getRuntime().addShutdownHook(new Thread(system::killAll));
        for (Infra infra : system.infra()) {
            infra.program().start();
        }
        for (Infra infra : system.infra()) {
            infra.awaitReady();
        }
        system.addServices(installation, ports);
        system.mend();
        return system;
    }

    private void addServices(Installation installation, Ports ports) throws IOException {
        Map<String, String> environment = environment();
        List<String> apiSettings = Tuning.api(origin.port(), receiver.port());
        List<String> workerSettings = Tuning.worker(origin.port(), receiver.port());
        IntStream.rangeClosed(1, APIS)
                .forEach(n -> apis.add(installation.api("api-" + n, ports.next(), environment, apiSettings)));
        IntStream.rangeClosed(1, WORKERS)
                .forEach(n ->
                        workers.add(installation.worker("worker-" + n, ports.next(), environment, workerSettings)));
    }

    /** What the services are told: the infra's own words, with the proxies' addresses. */
    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>(credentials());
        environment.put(
                "SPRING_R2DBC_URL",
                "r2dbc:postgresql://127.0.0.1:" + postgres.proxy().port() + "/halftone");
        environment.put("HALFTONE_S3_ENDPOINT", "http://127.0.0.1:" + s3.proxy().port());
        return environment;
    }

    /** The infra's own words, by the names of environment variables. */
    public Map<String, String> credentials() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (Infra infra : infra()) {
            environment.putAll(infra.environment());
        }
        return Collections.unmodifiableMap(environment);
    }

    /** Starts what does not run, lets everything flow, and returns when all are ready. */
    public void mend() throws IOException, InterruptedException {
        for (Infra infra : infra()) {
            infra.proxy().accept();
            infra.proxy().resume();
            infra.program().resume();
            if (!infra.program().isAlive()) {
                infra.start();
            }
        }
        for (Service service : services()) {
            service.program().resume();
            service.program().start();
        }
        awaitReady();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        for (Service service : services()) {
            while (!service.isReady(http)) {
                if (System.nanoTime() > deadline || !service.program().isAlive()) {
                    throw new IOException(service + " does not get ready; see "
                            + service.program().log());
                }
                Thread.sleep(100);
            }
        }
    }

    public HttpClient http() {
        return http;
    }

    public Infra postgres() {
        return postgres;
    }

    public Infra kafka() {
        return kafka;
    }

    public Infra s3() {
        return s3;
    }

    public Origin origin() {
        return origin;
    }

    public Receiver receiver() {
        return receiver;
    }

    public List<Service> apis() {
        return Collections.unmodifiableList(apis);
    }

    public List<Service> workers() {
        return Collections.unmodifiableList(workers);
    }

    public List<Service> services() {
        return Stream.concat(apis.stream(), workers.stream()).toList();
    }

    /** All processes, the infra's first. */
    public List<Program> programs() {
        return Stream.concat(
                        infra().stream().map(Infra::program),
                        services().stream().map(Service::program))
                .toList();
    }

    /** The service whose process this is. */
    public Optional<Service> service(long pid) {
        Predicate<Program> owns = program -> program.isAlive() && program.pid() == pid;
        return services().stream()
                .filter(service -> owns.test(service.program()))
                .findFirst();
    }

    private List<Infra> infra() {
        return List.of(postgres, kafka, s3);
    }

    private void killAll() {
        for (Program program : programs().reversed()) {
            try {
                program.kill();
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
        for (Infra infra : infra()) {
            infra.proxy().close();
        }
        origin.close();
        receiver.close();
        http.close();
    }
}
