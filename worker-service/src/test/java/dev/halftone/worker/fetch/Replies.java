package dev.halftone.worker.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** What an origin of the tests answers. */
final class Replies {

    static final byte[] IMAGE = randomBytes(150_000);
    static final String IMAGE_SHA256 = hash("SHA-256");
    static final String IMAGE_MD5 = hash("MD5");

    private Replies() {}

    static void wholeImage(int connection, OutputStream out) throws IOException {
        out.write(head("200 OK", "Content-Type: image/jpeg", "Content-Length: " + IMAGE.length));
        out.write(IMAGE);
        out.flush();
    }

    static byte[] head(String status, String... headers) {
        return ("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String hash(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(IMAGE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
