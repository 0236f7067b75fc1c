package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestSettings;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** Counts a manifest's bytes while they arrive, whatever its Content-Length says, and fails where there are too many. */
@Component
final class BodyLimit {

    private final DataSize max;

    BodyLimit(ManifestSettings settings) {
        this.max = settings.maxBytes();
    }

    Flux<DataBuffer> apply(Flux<DataBuffer> bytes) {
        return Flux.defer(() -> {
            AtomicLong count = new AtomicLong();
            return bytes.handle((buffer, sink) -> pass(buffer, count, sink));
        });
    }

    private void pass(DataBuffer buffer, AtomicLong count, SynchronousSink<DataBuffer> sink) {
        if (count.addAndGet(buffer.readableByteCount()) <= max.toBytes()) {
            sink.next(buffer);
        } else {
            DataBufferUtils.release(buffer);
            sink.error(tooLarge());
        }
    }

    /** @throws ProblemException if the length that is announced is too much already */
    void check(long contentLength) {
        if (contentLength > max.toBytes()) {
            throw tooLarge();
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                Problem.TOO_LARGE,
                "The manifest has more than " + max.toBytes()
                        + " bytes, and no more are accepted. Split it into several submissions.");
    }
}
