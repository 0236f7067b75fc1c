package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/** Reads manifests as they arrive. */
@Component
public final class ManifestReader {

    private static final int BUFFERS_AHEAD = 8;

    private final ManifestSettings settings;
    private final EgressPolicy egress;

    ManifestReader(ManifestSettings settings, EgressPolicy egress) {
        this.settings = settings;
        this.egress = egress;
    }

    /**
     * The lines of a CSV manifest: read as they are asked for, and the bytes as the lines need them. The faults of the manifest
     * are lines as well; what fails the bytes fails the lines. Cancelling cancels the bytes and releases what was not read.
     *
     * @param bytes UTF-8; every buffer is released
     * @param scheduler where reading may block: one thread for as long as the manifest arrives
     */
    public Flux<ManifestLine> read(Flux<DataBuffer> bytes, Scheduler scheduler) {
        return Flux.defer(() -> read(bytes)).subscribeOn(scheduler);
    }

    private Flux<ManifestLine> read(Flux<DataBuffer> bytes) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        return Flux.using(
                        () -> DataBufferUtils.subscriberInputStream(bytes.doOnError(failure::set), BUFFERS_AHEAD),
                        this::lines)
                .onErrorMap(error -> cause(failure, error));
    }

    private Flux<ManifestLine> lines(InputStream bytes) {
        return Flux.<ManifestLine, ManifestLines>generate(
                () -> new ManifestLines(bytes, settings, egress), ManifestReader::emitNext);
    }

    private static ManifestLines emitNext(ManifestLines lines, SynchronousSink<ManifestLine> sink) {
        ManifestLine line = lines.next();
        if (line == null) {
            drain(lines);
            sink.complete();
        } else {
            sink.next(line);
        }
        return lines;
    }

    private static void drain(ManifestLines lines) {
        try {
            lines.drain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What failed the bytes, rather than the exception that carried it through the stream. */
    private static Throwable cause(AtomicReference<@Nullable Throwable> failure, Throwable error) {
        Throwable cause = failure.get();
        return cause == null ? error : cause;
    }
}
