package dev.halftone.upload;

import dev.halftone.image.Signature;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Judges the bytes of an upload as they come: whether they begin like an image, and are not too many. Not thread-safe. */
public final class UploadCheck {

    /** More than the brands of an AVIF take. */
    private static final int HEAD = 1024;

    private final long maxBytes;
    private final byte[] head = new byte[HEAD];
    private boolean recognised;
    private long size;

    /** @param maxBytes the most that it may have */
    public UploadCheck(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What is wrong, as far as can be told with the next bytes, which are left to be read. */
    public Optional<UploadFault> add(ByteBuffer bytes) {
        int kept = (int) Math.min(size, HEAD);
        bytes.get(bytes.position(), head, kept, Math.min(HEAD - kept, bytes.remaining()));
        size += bytes.remaining();
        if (size > maxBytes) {
            return Optional.of(UploadFault.TOO_LARGE);
        }
        return size < HEAD ? Optional.empty() : recognise();
    }

    /** What is wrong, now that all bytes have come. */
    public Optional<UploadFault> end() {
        return size == 0 ? Optional.of(UploadFault.EMPTY) : recognise();
    }

    private Optional<UploadFault> recognise() {
        recognised = recognised
                || Signature.of(Arrays.copyOf(head, (int) Math.min(size, HEAD))).isPresent();
        return recognised ? Optional.empty() : Optional.of(UploadFault.UNSUPPORTED_FORMAT);
    }
}
