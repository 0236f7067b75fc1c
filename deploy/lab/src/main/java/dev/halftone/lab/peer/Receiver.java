package dev.halftone.lab.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes webhooks, keeps everything it was told by the path it was told at, and can withhold an answer. */
public final class Receiver implements Closeable {

    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final Map<String, List<Told>> told = new ConcurrentHashMap<>();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();

    private Receiver(HttpServer server) {
        this.server = server;
    }

    public static Receiver start(InetSocketAddress address) throws IOException {
        Receiver receiver = new Receiver(HttpServer.create(address, 512));
        receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.server.createContext("/", receiver::take);
        receiver.server.start();
        return receiver;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http:/" + server.getAddress() + path;
    }

    /** What came at a path, in order. */
    public List<Told> told(String path) {
        return told.getOrDefault(path, List.of());
    }

    /** Takes the next webhook at a path and does not answer it. */
    public Hold withhold(String path) {
        Hold hold = new Hold();
        holds.put(path, hold);
        return hold;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
            told.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>())
                    .add(new Told(path, headers, body, Instant.now()));
            Hold hold = holds.get(path);
            if (hold != null && hold.takes()) {
                hold.hold(exchange.getRemoteAddress().getPort());
            }
            exchange.sendResponseHeaders(204, NO_BODY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        holds.values().forEach(Hold::release);
        server.stop(0);
    }
}
