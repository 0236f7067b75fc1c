package dev.halftone.hostile.system;

import dev.halftone.hostile.client.Api;
import dev.halftone.lab.evidence.Bucket;
import dev.halftone.lab.evidence.Database;
import dev.halftone.lab.process.Installation;
import dev.halftone.lab.process.Ports;
import dev.halftone.lab.process.Program;
import dev.halftone.lab.process.Service;
import dev.halftone.lab.system.Server;
import dev.halftone.lab.system.Services;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** An api and two workers on servers of their own, among strangers; it must outlive all cells as it was started. */
public final class HostileSystem implements Closeable {

    private static final int WORKERS = 2;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String adminKey = UUID.randomUUID().toString() + UUID.randomUUID();
    private final Server postgres;
    private final Server kafka;
    private final Server s3;
    private final Peers peers;
    private volatile Services services = Services.NONE;

    private HostileSystem(Installation installation, Ports ports, Peers peers) {
        this.peers = peers;
        postgres = Server.postgres(installation, ports);
        kafka = Server.kafka(installation, ports, ports.next(), List.of());
        s3 = Server.s3(installation, ports);
    }

    /** Returns when every process is ready. What started is ended if another does not, or this process ends. */
    public static HostileSystem start(Installation installation, Path samples)
            throws IOException, GeneralSecurityException, InterruptedException {
        Ports ports = new Ports();
        HostileSystem system =
                new HostileSystem(installation, ports, Peers.start(samples, installation.directory(), ports));
        Runtime.getRuntime().addShutdownHook(new Thread(system::killAll));
        Server.start(system.servers());
        system.startServices(installation, ports);
        return system;
    }

    private void startServices(Installation installation, Ports ports) throws IOException, InterruptedException {
        Map<String, String> environment = environment();
        Map<String, String> tempting = new HashMap<>(environment);
        tempting.put("JDK_JAVA_OPTIONS", peers.certificate().trust());
        // what is fetched must not go there; the object store is ours and may be asked directly
        tempting.put("http_proxy", Peers.PROXY);
        tempting.put("https_proxy", Peers.PROXY);
        tempting.put("no_proxy", "127.0.0.1");
        List<String> api = Tuning.api(adminKey, peers.allowedPorts());
        List<String> worker = Tuning.worker(peers.names().address(), peers.allowedPorts());
        services = new Services(
                Services.several(1, n -> installation.api("api-" + n, ports.next(), environment, api)),
                Services.several(WORKERS, n -> installation.worker("worker-" + n, ports.next(), tempting, worker)));
        services.mend(http);
    }

    /** The servers' own words, by the names of environment variables. */
    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (Server server : servers()) {
            environment.putAll(server.environment());
        }
        return Collections.unmodifiableMap(environment);
    }

    public Database database() throws IOException {
        return new Database(postgres.port(), environment());
    }

    public Bucket bucket() throws IOException {
        return new Bucket(s3.port(), environment());
    }

    public Api api() {
        return new Api(http, services.apis().getFirst().address(), adminKey);
    }

    public Peers peers() {
        return peers;
    }

    public List<Service> services() {
        return services.all();
    }

    public boolean isReady(Service service) throws InterruptedException {
        return service.isReady(http);
    }

    private List<Server> servers() {
        return List.of(postgres, kafka, s3);
    }

    private void killAll() {
        Stream<Program> programs = Stream.concat(
                services.all().stream().map(Service::program),
                servers().stream().map(Server::program));
        for (Program program : programs.toList()) {
            try {
                program.retire();
            } catch (IOException e) {
                System.err.println("hostile: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        killAll();
        peers.close();
        http.close();
    }
}
