import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** See the script beside it. One file, as a script: java deploy/observability/Verify.java */
final class Verify {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Path DIRECTORY = Path.of("deploy/observability");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Deque<Process> RUNNING = new ArrayDeque<>();
    private static Path work;

    public static void main(String[] arguments) throws Exception {
        work = Files.createTempDirectory("halftone-observability");
        Runtime.getRuntime().addShutdownHook(new Thread(Verify::stopAll));
        HttpServer webhooks = webhooks();
        int webhookPort = webhooks.getAddress().getPort();

        Map<String, String> environment = infra(webhookPort);
        int api = freePort();
        int worker = freePort();
        start("api", environment, "./halftone", "api", "--port", String.valueOf(api));
        await("the api", () -> get(api, "/actuator/health/traffic").statusCode() == 200);
        start("worker", environment, "./halftone", "worker", "--port", String.valueOf(worker));
        await("the worker", () -> get(worker, "/actuator/health/readiness").statusCode() == 200);
        int prometheus = prometheus(api, worker);

        Set<String> open = questions();
        System.out.println(open.size() + " questions");
        int all = open.size();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < end) {
            // work goes on while it is asked about: rates need some scrapes
            submit(api, environment.get("HALFTONE_SAMPLES"), "http://127.0.0.1:" + webhookPort);
            Thread.sleep(Duration.ofSeconds(5));
            open.removeIf(question -> answered(prometheus, question));
            System.out.println((all - open.size()) + " of " + all + " have an answer");
        }
        open.forEach(question -> System.out.println("NO ANSWER  " + question));
        webhooks.stop(0);
        System.exit(open.isEmpty() ? 0 : 1);
    }

    /** The environment that it prints. */
    private static Map<String, String> infra(int webhookPort) throws Exception {
        Map<String, String> ports = Map.of("HALFTONE_EGRESS_ALLOWED_PORTS", "80,443," + webhookPort);
        start("infra", ports, "./halftone", "infra", "--data", work.resolve("data").toString());
        Path printed = work.resolve("infra.out");
        await("infra", () -> Files.readString(printed).contains("HALFTONE_READY=true"));
        Map<String, String> environment = new HashMap<>();
        for (String line : Files.readAllLines(printed)) {
            String[] parts = line.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return environment;
    }

    private static int prometheus(int api, int worker) throws Exception {
        int port = freePort();
        Path configuration = Files.writeString(work.resolve("prometheus.yml"), """
                global: {scrape_interval: 5s, evaluation_interval: 5s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: api
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                  - job_name: worker
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(DIRECTORY.resolve("alerts.yaml").toAbsolutePath(), api, worker));
        start(
                "prometheus",
                Map.of(),
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + work.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage");
        await("Prometheus", () -> get(port, "/-/ready").statusCode() == 200);
        return port;
    }

    /** One that takes what it is told, one that never answers well, and one that wants nothing more. */
    private static HttpServer webhooks() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
            }
        });
        server.start();
        return server;
    }

    private static void submit(int api, String samples, String webhooks) throws Exception {
        String manifest = Files.readString(Path.of("samples/products.csv")).replace("{origin}", samples);
        String failing = "S. No.,Product Name,Input Image Urls\n1,Mugs," + samples + "/missing.jpg\n";
        for (String status : List.of("204", "500", "410")) {
            post(api, "/v1/jobs?webhookUrl=" + webhooks + "/" + status, status.equals("204") ? manifest : failing);
        }
    }

    private static void post(int api, String path, String csv) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api + path))
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(csv))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Each expression as it is asked, an alert's without what it is compared with. */
    private static Set<String> questions() throws IOException {
        Set<String> questions = new LinkedHashSet<>();
        Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(Files.readString(DIRECTORY.resolve("dashboard.json")))
                .results()
                .map(found -> found.group(1).replace("\\\"", "\"").replace("$__rate_interval", "1m"))
                .forEach(questions::add);
        Pattern.compile("(?m)^ +expr: (.*)$")
                .matcher(Files.readString(DIRECTORY.resolve("alerts.yaml")))
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(" and ")))
                .map(expression -> expression.replaceFirst(" (>|==|<) [0-9.]+$", ""))
                .forEach(questions::add);
        return questions;
    }

    private static boolean answered(int prometheus, String question) {
        try {
            String body = get(prometheus, "/api/v1/query?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
                    .body();
            if (!body.contains("\"status\":\"success\"")) {
                throw new IllegalStateException(question + ": " + body);
            }
            return !body.contains("\"result\":[]") && !body.contains("\"NaN\"");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void start(String name, Map<String, String> environment, String... command) throws IOException {
        File log = work.resolve(name + ".log").toFile();
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(work.resolve(name + ".out").toFile())
                .redirectError(log);
        process.environment().putAll(environment);
        RUNNING.push(process.start());
        System.out.println("started " + name + ", its log is " + log);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
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

    private static int freePort() throws IOException {
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
