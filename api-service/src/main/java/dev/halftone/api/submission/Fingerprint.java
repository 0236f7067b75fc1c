package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestFormat;
import dev.halftone.outcome.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;

/**
 * One hash of what a submission asks for, by which it is known when it is sent again: as a form or not, with another boundary,
 * its fields in another order. Not thread-safe.
 */
final class Fingerprint {

    private final MessageDigest manifest = newDigest();

    /** The same bytes are another manifest in another format. */
    void begin(ManifestFormat format) {
        add(manifest, format.name());
    }

    /** Adds the manifest's next bytes, and leaves them to be read. */
    void add(DataBuffer bytes) {
        try (DataBuffer.ByteBufferIterator buffers = bytes.readableByteBuffers()) {
            buffers.forEachRemaining(manifest::update);
        }
    }

    /**
     * To be called once, at the end.
     *
     * @param options in an order of their own
     */
    Sha256 end(Map<Option, String> options) {
        MessageDigest whole = newDigest();
        whole.update(manifest.digest());
        options.forEach((option, value) -> {
            add(whole, option.wireName());
            add(whole, value);
        });
        return new Sha256(HexFormat.of().formatHex(whole.digest()));
    }

    /** After its length, so that no two lists of texts are the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
