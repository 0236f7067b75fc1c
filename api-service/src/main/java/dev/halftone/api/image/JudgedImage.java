package dev.halftone.api.image;

import dev.halftone.outcome.Sha256;
import dev.halftone.upload.UploadCheck;
import dev.halftone.upload.UploadFault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** An image's bytes on their way into the store, judged and hashed as they pass. Not thread-safe. */
final class JudgedImage {

    private final UploadCheck check;
    private final MessageDigest digest = digest();
    private Optional<UploadFault> fault = Optional.empty();

    /** @param maxBytes the most that it may have */
    JudgedImage(long maxBytes) {
        this.check = new UploadCheck(maxBytes);
    }

    /**
     * The same bytes. Fails with a {@link FaultException} if they are no image that is taken, once all have come: whatever follows
     * the fault is let go by.
     */
    Flux<ByteBuffer> judge(Flux<DataBuffer> bytes) {
        return bytes.handle(this::pass).concatWith(Mono.defer(this::end));
    }

    private void pass(DataBuffer buffer, SynchronousSink<ByteBuffer> passed) {
        ByteBuffer bytes = ByteBuffer.allocate(buffer.readableByteCount());
        buffer.toByteBuffer(bytes);
        fault = fault.or(() -> check.add(bytes));
        if (fault.isEmpty() && bytes.hasRemaining()) {
            digest.update(bytes.duplicate());
            passed.next(bytes);
        }
    }

    private Mono<ByteBuffer> end() {
        fault = fault.or(check::end);
        return fault.<Mono<ByteBuffer>>map(it -> Mono.error(new FaultException(it)))
                .orElseGet(Mono::empty);
    }

    /** Of all its bytes, to be asked for once, at their end. */
    Sha256 sha256() {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The bytes are no image that is taken. */
    static final class FaultException extends RuntimeException {

        private final UploadFault fault;

        FaultException(UploadFault fault) {
            super(fault.name(), null, false, false);
            this.fault = fault;
        }

        UploadFault fault() {
            return fault;
        }
    }
}
