import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The processes of a script, which end with it; each has its log below a directory of their own. */
final class Processes {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Deque<Process> RUNNING = new ArrayDeque<>();
    private static final Path WORK = directory();

    private Processes() {}

    private static Path directory() {
        Runtime.getRuntime().addShutdownHook(new Thread(Processes::stopAll));
        try {
            return Files.createTempDirectory("halftone-observability");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return WORK.resolve(name);
    }

    /** The environment that it prints: of an infrastructure whose services may also reach that port. */
    static Map<String, String> infra(int allowedPort) throws Exception {
        Map<String, String> ports = Map.of("HALFTONE_EGRESS_ALLOWED_PORTS", "80,443," + allowedPort);
        start("infra", ports, "./halftone", "infra", "--data", file("data").toString());
        Path printed = file("infra.out");
        await("infra", () -> Files.readString(printed).contains("HALFTONE_READY=true"));
        Map<String, String> environment = new HashMap<>();
        for (String line : Files.readAllLines(printed)) {
            String[] parts = line.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return environment;
    }

    /** @return its port */
    static int api(Map<String, String> environment) throws Exception {
        int port = freePort();
        start("api", environment, "./halftone", "api", "--port", String.valueOf(port));
        await("the api", () -> get(port, "/actuator/health/traffic").statusCode() == 200);
        return port;
    }

    /** @return its port */
    static int worker(String name, Map<String, String> environment) throws Exception {
        int port = freePort();
        start(name, environment, "./halftone", "worker", "--port", String.valueOf(port));
        await(name, () -> get(port, "/actuator/health/readiness").statusCode() == 200);
        return port;
    }

    static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** @throws IllegalStateException if it is not accepted */
    static HttpResponse<String> submit(int api, String query, String type, String manifest)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api + "/v1/jobs" + query))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(manifest))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }

    static void start(String name, Map<String, String> environment, String... command) throws IOException {
        File log = file(name + ".log").toFile();
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(file(name + ".out").toFile())
                .redirectError(log);
        process.environment().putAll(environment);
        RUNNING.push(process.start());
        System.out.println("started " + name + ", its log is " + log);
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!RUNNING.peek().isAlive()) {
                throw new IllegalStateException(what + " ended with " + RUNNING.peek().exitValue());
            }
            try {
                if (condition.call()) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException(what + " is not ready");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The last first, and the infrastructure after all who use it. */
    private static void stopAll() {
        List<Process> processes = new ArrayList<>(RUNNING);
        for (Process process : processes) {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        }
        System.out.println("stopped " + processes.stream().map(Process::pid).map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
