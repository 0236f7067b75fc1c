package dev.halftone.hostile.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is answered to a request. The connection is closed afterwards. */
@FunctionalInterface
public interface Script {

    void play(Exchange exchange) throws IOException, InterruptedException;

    /** A whole and proper answer. */
    static Script ok(String type, byte[] body) {
        return exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                    + "\r\nConnection: close\r\n\r\n");
            exchange.send(body);
        };
    }

    static Script ok(String type, String body) {
        return ok(type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Script image(byte[] body) {
        return ok("image/jpeg", body);
    }

    /** A head and nothing behind it. */
    static Script head(String status, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return exchange ->
                exchange.send("HTTP/1.1 " + status + "\r\n" + lines + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }

    static Script redirect(String location) {
        return head("302 Found", "Location: " + location);
    }

    /** Exactly these bytes. */
    static Script raw(String text) {
        return exchange -> exchange.send(text);
    }

    /** The same bytes again and again, until the other side has had enough. */
    static Script endless(String begin, String again, long pauseMillis) {
        return exchange -> {
            exchange.send(begin);
            while (true) {
                exchange.send(again);
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
        };
    }
}
