package dev.halftone.worker.fetch;

import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Sha256;

/**
 * A source's bytes as they came, after any transfer compression is undone.
 *
 * @param bytes not copied: whoever changes them changes them for all
 * @param sha256 of {@code bytes}
 * @param md5 of {@code bytes}
 * @param attempts how often the source was asked for, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that nobody compares
public record FetchedImage(byte[] bytes, Sha256 sha256, Md5 md5, int attempts) {

    /** Of bytes that came in another way. */
    public static FetchedImage of(byte[] bytes, int attempts) {
        Digests digests = new Digests();
        digests.add(bytes, 0, bytes.length);
        Answer.Body body = digests.body(bytes);
        return new FetchedImage(body.bytes(), body.sha256(), body.md5(), attempts);
    }
}
