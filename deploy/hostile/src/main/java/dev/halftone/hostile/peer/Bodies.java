package dev.halftone.hostile.peer;

import dev.halftone.hostile.image.Bytes;
import java.util.Arrays;
import java.util.Random;

/** Answers whose body is not what the head says, or does not end. */
public final class Bodies {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String BLOCK = "x".repeat(16 * 1024);

    private final byte[] photo;

    public Bodies(byte[] photo) {
        this.photo = photo.clone();
    }

    /** So many bytes, and after each a pause. */
    public Script dripping(int piece, long pauseMillis) {
        return exchange -> {
            exchange.send(length(photo.length));
            for (int at = 0; at < photo.length; at += piece) {
                exchange.send(Arrays.copyOfRange(photo, at, Math.min(photo.length, at + piece)));
                Thread.sleep(pauseMillis);
            }
        };
    }

    /** Half of it, and then neither more nor the end. */
    public Script stalled() {
        return exchange -> {
            exchange.send(length(photo.length));
            exchange.send(Arrays.copyOf(photo, photo.length / 2));
            exchange.hold();
        };
    }

    public Script endless() {
        return Script.endless(OK + "\r\n", BLOCK, 0);
    }

    public Script endlessChunks() {
        return Script.endless(CHUNKED, Integer.toHexString(BLOCK.length()) + "\r\n" + BLOCK + "\r\n", 0);
    }

    public Script endlessSmallChunks() {
        return Script.endless(CHUNKED, "1\r\nx\r\n".repeat(1000), 0);
    }

    public Script endlessChunkExtension() {
        return Script.endless(CHUNKED + "1;", BLOCK, 0);
    }

    public Script endlessTrailers() {
        return Script.endless(CHUNKED + "1\r\nx\r\n0\r\n", "X-Trailer: " + BLOCK + "\r\n", 0);
    }

    /** A chunk that is longer than memory, and does not come. */
    public Script hugeChunk() {
        return exchange -> {
            exchange.send(CHUNKED + "7fffffffffffffff\r\nx");
            exchange.hold();
        };
    }

    public Script announcing(String length) {
        return exchange -> {
            exchange.send(OK + "Content-Length: " + length + "\r\n\r\n");
            exchange.send(photo);
        };
    }

    /** Says less than it sends. */
    public Script announcingHalf() {
        return announcing(String.valueOf(photo.length / 2));
    }

    /** Says more than it sends, and goes. */
    public Script announcingTwice() {
        return announcing(String.valueOf(photo.length * 2));
    }

    public Script announcingTwoLengths() {
        return exchange -> {
            exchange.send(OK + "Content-Length: 10\r\nContent-Length: " + photo.length + "\r\n\r\n");
            exchange.send(photo);
        };
    }

    public Script reset() {
        return exchange -> {
            exchange.send(length(photo.length));
            exchange.send(Arrays.copyOf(photo, photo.length / 2));
            Thread.sleep(200);
            exchange.reset();
        };
    }

    public Script encoded(String encoding, byte[] body) {
        return exchange -> {
            exchange.send(OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            exchange.send(body);
        };
    }

    /** Proper: what the others are compared with. */
    public Script gzipped() {
        return encoded("gzip", Bytes.gzipped(photo));
    }

    public Script gzippedTwice() {
        return encoded("gzip", Bytes.gzipped(Bytes.gzipped(photo)));
    }

    public Script gzippedHalf() {
        byte[] whole = Bytes.gzipped(photo);
        return encoded("gzip", Arrays.copyOf(whole, whole.length / 2));
    }

    public Script gzippedInName() {
        return encoded("gzip", photo);
    }

    public Script continues(int many) {
        return exchange -> {
            for (int i = 0; i < many; i++) {
                exchange.send("HTTP/1.1 100 Continue\r\n\r\n");
            }
            exchange.send(length(photo.length));
            exchange.send(photo);
        };
    }

    public Script garbage(long seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        return exchange -> exchange.send(bytes);
    }

    private static String length(int length) {
        return OK + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }
}
