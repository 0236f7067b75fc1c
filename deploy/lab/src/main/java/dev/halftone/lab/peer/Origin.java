package dev.halftone.lab.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Serves a different photo at every path, counts what it serves, and can stop in the middle of one. */
public final class Origin implements Closeable {

    private final HttpServer server;
    private final Photos photos;
    private final Photos smallPhotos;
    private final Map<String, LongAdder> served = new ConcurrentHashMap<>();
    private final Map<String, byte[]> given = new ConcurrentHashMap<>();
    private final List<String> smallBelow = new CopyOnWriteArrayList<>();
    private final List<Stall> stalls = new CopyOnWriteArrayList<>();

    private Origin(HttpServer server, Photos photos) throws IOException {
        this.server = server;
        this.photos = photos;
        this.smallPhotos = photos.small();
    }

    /** @param samples a directory of photos */
    public static Origin start(Path samples, InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 512);
        Origin origin = new Origin(server, Photos.in(samples));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", origin::answer);
        server.start();
        return origin;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http:/" + server.getAddress() + path;
    }

    /** How often paths were asked for beyond the first time, together. */
    public long servedAgain(Collection<String> paths) {
        return paths.stream().mapToLong(path -> Math.max(0, served(path) - 1)).sum();
    }

    /** How often a path was asked for. */
    public long served(String path) {
        LongAdder times = served.get(path);
        return times == null ? 0 : times.sum();
    }

    /** What is served at a path. */
    public byte[] photo(String path) {
        byte[] own = given.get(path);
        if (own != null) {
            return own;
        }
        return (smallBelow.stream().anyMatch(path::startsWith) ? smallPhotos : photos).named(path);
    }

    /** Serves small photos below a path. */
    public void giveSmallBelow(String prefix) {
        smallBelow.add(prefix);
    }

    /** Serves this one at a path. */
    public void give(String path, byte[] photo) {
        given.put(path, photo);
    }

    /** Holds the next request below a path after so many bytes of its body. */
    public Hold stall(String prefix, int afterBytes) {
        Hold hold = new Hold();
        stalls.add(new Stall(prefix, afterBytes, hold));
        return hold;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            served.computeIfAbsent(path, _ -> new LongAdder()).increment();
            byte[] photo = photo(path);
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, photo.length);
            int begun = stall(path, photo, exchange);
            exchange.getResponseBody().write(photo, begun, photo.length - begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much of it was sent before it was stopped, and is not to be sent again. */
    private int stall(String path, byte[] photo, HttpExchange exchange) throws IOException, InterruptedException {
        for (Stall stall : stalls) {
            if (path.startsWith(stall.prefix()) && stall.hold().takes()) {
                int begun = Math.min(stall.afterBytes(), photo.length);
                exchange.getResponseBody().write(photo, 0, begun);
                exchange.getResponseBody().flush();
                stall.hold().hold(exchange.getRemoteAddress().getPort());
                return begun;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        stalls.forEach(stall -> stall.hold().release());
        server.stop(0);
    }

    private record Stall(String prefix, int afterBytes, Hold hold) {}
}
