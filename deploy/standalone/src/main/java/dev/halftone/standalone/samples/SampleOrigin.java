package dev.halftone.standalone.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves the sample photos on loopback, so that the first run needs no internet. */
public final class SampleOrigin implements Closeable {

    private static final Pattern NAME = Pattern.compile("/[a-z0-9-]+\\.(?:jpg|png)");
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService handlers;

    private SampleOrigin(HttpServer server, ExecutorService handlers) {
        this.server = server;
        this.handlers = handlers;
    }

    /** @throws IOException if the port is taken */
    public static SampleOrigin start(int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(handlers);
        server.createContext("/", SampleOrigin::answer);
        server.start();
        return new SampleOrigin(server, handlers);
    }

    /** What {@code {origin}} stands for in the sample manifest. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            try (InputStream photo = NAME.matcher(path).matches() ? open(path) : null) {
                if (photo == null) {
                    exchange.sendResponseHeaders(404, NO_BODY);
                } else {
                    send(photo.readAllBytes(), path, exchange);
                }
            }
        }
    }

    private static @Nullable InputStream open(String path) {
        return SampleOrigin.class.getResourceAsStream("/samples/products" + path);
    }

    private static void send(byte[] photo, String path, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", path.endsWith(".png") ? "image/png" : "image/jpeg");
        if ("HEAD".equals(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(photo.length));
            exchange.sendResponseHeaders(200, NO_BODY);
        } else {
            exchange.sendResponseHeaders(200, photo.length);
            exchange.getResponseBody().write(photo);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }
}
