package dev.halftone.worker.fetch;

import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes a body while it comes. Not thread-safe. */
final class Digests {

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");

    void add(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        md5.update(bytes, offset, length);
    }

    /** To be called once, with all that was added. */
    Answer.Body body(byte[] whole) {
        return new Answer.Body(
                whole,
                new Sha256(HexFormat.of().formatHex(sha256.digest())),
                new Md5(HexFormat.of().formatHex(md5.digest())));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has " + algorithm, e);
        }
    }
}
