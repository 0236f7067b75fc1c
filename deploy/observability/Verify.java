import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** See the script beside it. Run as it is: java deploy/observability/Verify.java */
final class Verify {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Path DIRECTORY = Path.of("deploy/observability");

    public static void main(String[] arguments) throws Exception {
        HttpServer webhooks = webhooks();
        int webhookPort = webhooks.getAddress().getPort();

        Map<String, String> environment = Processes.infra(webhookPort);
        int api = Processes.api(environment);
        int worker = Processes.worker("worker", environment);
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

    private static int prometheus(int api, int worker) throws Exception {
        int port = Processes.freePort();
        Path configuration = Files.writeString(Processes.file("prometheus.yml"), """
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
        Processes.start(
                "prometheus",
                Map.of(),
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + Processes.file("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage");
        Processes.await("Prometheus", () -> Processes.get(port, "/-/ready").statusCode() == 200);
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
            Processes.submit(
                    api,
                    "?webhookUrl=" + webhooks + "/" + status,
                    "text/csv",
                    status.equals("204") ? manifest : failing);
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
            String body = Processes.get(prometheus, "/api/v1/query?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
                    .body();
            if (!body.contains("\"status\":\"success\"")) {
                throw new IllegalStateException(question + ": " + body);
            }
            return !body.contains("\"result\":[]") && !body.contains("\"NaN\"");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
