import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** See the script beside it. Run as it is: java deploy/observability/Histogram.java */
final class Histogram {

    private static final int EVERY = 20;
    private static final int SIDE = 48;

    private static final Pattern IMAGE = Pattern.compile(
            "\\{\"id\":\"[^\"]+\".*?\"status\":\"(\\w+)\"(?:,\"reason\":\"(\\w+)\")?.*?\"endedAt\":\"([^\"]+)\"");
    private static final Pattern INTERVAL = Pattern.compile(
            "\\{\"from\":\"([^\"]+)\",\"to\":\"[^\"]+\",\"succeeded\":(\\d+),\"failed\":\\d+,\"cancelled\":\\d+,\"failures\":\\{([^}]*)}");
    private static final Pattern FAILURE = Pattern.compile("\"(\\w+)\":(\\d+)");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    public static void main(String[] arguments) throws Exception {
        int urls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        HttpServer origin = origin();
        int port = origin.getAddress().getPort();
        Map<String, String> environment = Processes.infra(port);
        int api = Processes.api(environment);
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        // by minute, and in it by how they ended
        Map<Instant, Map<String, Long>> ended = new TreeMap<>();
        boolean holds = true;
        int workers = 0;
        for (int wanted : new int[] {2, 5}) {
            while (workers < wanted) {
                Processes.worker("worker-" + ++workers, environment);
            }
            long begun = System.nanoTime();
            String job = submit(api, list("http://127.0.0.1:" + port + "/" + wanted + "/", urls));
            Processes.await("the job", () -> body(api, "/v1/jobs/" + job).contains("\"completedAt\":\""));
            long seconds = (System.nanoTime() - begun) / 1_000_000_000;
            int images = addOutcomes(api, job, ended);
            Map<Instant, Map<String, Long>> told = told(api, begin);
            boolean same = images == urls && told.equals(ended);
            System.out.println(wanted + " workers, " + seconds + " s, " + images + " images; monitoring says " + told
                    + (same ? ", and so do the outcomes" : "\nBUT THE OUTCOMES ARE " + ended));
            holds &= same;
        }
        origin.stop(0);
        System.exit(holds ? 0 : 1);
    }

    private static String list(String below, int urls) {
        return IntStream.range(0, urls)
                .mapToObj(n -> below + (n % EVERY == 0 ? new String[] {"missing", "text", "cut"}[n / EVERY % 3] : "photo") + "/" + n)
                .collect(Collectors.joining("\n"));
    }

    private static String submit(int api, String list) throws Exception {
        HttpResponse<String> answer = Processes.submit(api, "", "text/plain", list);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }

    private static int addOutcomes(int api, String job, Map<Instant, Map<String, Long>> ended) throws Exception {
        int images = 0;
        String after = "";
        while (true) {
            String page = body(api, "/v1/images?limit=1000&job=" + job + after);
            Matcher image = IMAGE.matcher(page);
            while (image.find()) {
                Instant minute = Instant.parse(image.group(3)).truncatedTo(ChronoUnit.MINUTES);
                String how = image.group(2) == null ? image.group(1) : image.group(2);
                ended.computeIfAbsent(minute, _ -> new TreeMap<>()).merge(how, 1L, Long::sum);
                images++;
            }
            Matcher next = NEXT.matcher(page);
            if (!next.find()) {
                return images;
            }
            after = "&after=" + next.group(1);
        }
    }

    private static Map<Instant, Map<String, Long>> told(int api, Instant from) throws Exception {
        String monitoring = body(api, "/v1/monitoring?interval=1m&from=" + from);
        Map<Instant, Map<String, Long>> told = new TreeMap<>();
        Matcher interval = INTERVAL.matcher(monitoring.substring(monitoring.indexOf("\"intervals\":")));
        while (interval.find()) {
            Map<String, Long> images = new TreeMap<>();
            images.put("succeeded", Long.valueOf(interval.group(2)));
            Matcher failure = FAILURE.matcher(interval.group(3));
            while (failure.find()) {
                images.put(failure.group(1), Long.valueOf(failure.group(2)));
            }
            images.values().removeIf(count -> count == 0);
            if (!images.isEmpty()) {
                told.put(Instant.parse(interval.group(1)), images);
            }
        }
        return told;
    }

    private static String body(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = Processes.get(port, path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static HttpServer origin() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                if (path.contains("/missing/")) {
                    exchange.sendResponseHeaders(404, -1);
                } else if (path.contains("/text/")) {
                    send(exchange, "no image".getBytes(StandardCharsets.US_ASCII), 0);
                } else {
                    send(exchange, photo(path.hashCode()), path.contains("/cut/") ? 100 : 0);
                }
            }
        });
        server.start();
        return server;
    }

    /** @param missing how many bytes are promised that do not come */
    private static void send(HttpExchange exchange, byte[] body, int missing) throws IOException {
        exchange.sendResponseHeaders(200, body.length + missing);
        exchange.getResponseBody().write(body);
    }

    private static byte[] photo(int seed) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        return jpeg.toByteArray();
    }
}
