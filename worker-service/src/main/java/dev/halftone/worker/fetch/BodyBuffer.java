package dev.halftone.worker.fetch;

import dev.halftone.outcome.FailureReason;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/** Gathers a body in one array, hashing on the way. Grows with what came, not with what is announced. */
final class BodyBuffer {

    private static final int FIRST = 1024 * 1024;

    private final Digests digests = new Digests();
    private final int announced;
    private final int limit;
    private final MinimumPace pace;
    private byte[] bytes = new byte[0];
    private int size;

    /**
     * @param announced the body's length, or -1 if that is not known
     * @param limit in bytes, beyond which the image is too large
     * @param pace that it must keep
     */
    BodyBuffer(long announced, int limit, MinimumPace pace) {
        this.announced = Math.clamp(announced, -1, limit);
        this.limit = limit;
        this.pace = pace;
    }

    /** Takes the buffer's bytes and releases it. */
    BodyBuffer add(DataBuffer buffer) {
        try {
            int length = buffer.readableByteCount();
            pace.more(length);
            if (length > limit - size) {
                throw new FetchFailure(FailureReason.TOO_LARGE);
            }
            makeRoom(size + length);
            buffer.read(bytes, size, length);
            digests.add(bytes, size, length);
            size += length;
            return this;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    Answer.Body body() {
        byte[] whole = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        return digests.body(whole);
    }

    private void makeRoom(int needed) {
        if (needed > bytes.length) {
            int doubled = (int) Math.min(limit, Math.max(FIRST, 2L * bytes.length));
            int wanted = announced < needed ? doubled : Math.min(announced, doubled);
            bytes = Arrays.copyOf(bytes, Math.max(needed, wanted));
        }
    }
}
