package dev.halftone.worker.fetch;

import dev.halftone.outcome.Sha256;
import java.security.MessageDigest;

/**
 * A source's bytes as they came, after any transfer compression is undone.
 *
 * @param bytes not copied: whoever changes them changes them for all
 * @param sha256 of {@code bytes}
 * @param attempts how often the source was asked for, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that nobody compares
public record FetchedImage(byte[] bytes, Sha256 sha256, int attempts) {

    /** Of bytes that came in another way. */
    public static FetchedImage of(byte[] bytes, int attempts) {
        MessageDigest digest = Digests.sha256();
        digest.update(bytes);
        return new FetchedImage(bytes, Digests.text(digest), attempts);
    }
}
