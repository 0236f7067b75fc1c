package dev.halftone.api.http;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** Counts a body's bytes while they arrive, whatever its Content-Length says, and fails where there are too many. */
final class BodyLimit {

    private final DataSize max;

    BodyLimit(DataSize max) {
        this.max = max;
    }

    /** @param state what was done to the bytes, if anything, as in ", inflated," */
    Flux<DataBuffer> apply(Flux<DataBuffer> bytes, String state) {
        return Flux.defer(() -> {
            AtomicLong count = new AtomicLong();
            return bytes.handle((buffer, sink) -> pass(buffer, count, state, sink));
        });
    }

    private void pass(DataBuffer buffer, AtomicLong count, String state, SynchronousSink<DataBuffer> sink) {
        if (count.addAndGet(buffer.readableByteCount()) <= max.toBytes()) {
            sink.next(buffer);
        } else {
            DataBufferUtils.release(buffer);
            sink.error(tooLarge(state));
        }
    }

    boolean allows(long contentLength) {
        return contentLength <= max.toBytes();
    }

    ProblemException tooLarge(String state) {
        return new ProblemException(
                Problem.TOO_LARGE,
                "The body" + state + " has more than " + max.toBytes()
                        + " bytes, and no more are accepted (halftone.manifest.max-bytes). Split the manifest into several submissions.");
    }
}
