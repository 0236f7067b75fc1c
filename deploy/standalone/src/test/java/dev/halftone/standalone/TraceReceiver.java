package dev.halftone.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where traces arrive, as OTLP over HTTP. */
final class TraceReceiver implements AutoCloseable {

    private final HttpServer server;
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    private TraceReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.start();
    }

    static TraceReceiver start() throws IOException {
        return new TraceReceiver(HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    /** The names of the spans of a trace: in OTLP's Span, its id is field 1, the span's 2, the parent's 4, and the name 5. */
    Set<String> spans(String traceId) {
        String id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        Pattern span = Pattern.compile(
                "\\n\\x10" + Pattern.quote(id) + "\\x12\\x08.{8}(?:\"\\x08.{8})?\\*(.)", Pattern.DOTALL);
        Set<String> names = new TreeSet<>();
        for (String body : received) {
            Matcher found = span.matcher(body);
            while (found.find()) {
                names.add(
                        body.substring(found.end(), found.end() + found.group(1).charAt(0)));
            }
        }
        return names;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
