package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    private final JsonRules json;

    ManifestReader(ManifestSettings settings, FetchSettings fetching, EgressPolicy egress) {
        this.settings = settings;
        this.egress = egress;
        this.json = JsonRules.of(settings, fetching, egress);
    }

    /**
     * The lines of a manifest: read as they are asked for, and the bytes as the lines need them. The faults of the manifest
     * are lines as well; what fails the bytes fails the lines. Cancelling cancels the bytes and releases what was not read.
     *
     * @param bytes UTF-8, or, unless they are JSON, UTF-16 with a byte order mark; every buffer is released
     * @param scheduler where reading may block: one thread for as long as the manifest arrives
     */
    public Flux<ManifestLine> read(Flux<DataBuffer> bytes, ManifestFormat format, Scheduler scheduler) {
        return Flux.defer(() -> read(bytes, format)).subscribeOn(scheduler);
    }

    private Flux<ManifestLine> read(Flux<DataBuffer> bytes, ManifestFormat format) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        return Flux.using(
                        () -> DataBufferUtils.subscriberInputStream(bytes.doOnError(failure::set), BUFFERS_AHEAD),
                        stream -> lines(stream, format))
                .onErrorMap(error -> cause(failure, error));
    }

    private Flux<ManifestLine> lines(InputStream bytes, ManifestFormat format) {
        return Flux.<ManifestLine, ManifestLines>generate(
                () -> open(bytes, format), (lines, sink) -> emitNext(lines, bytes, sink));
    }

    private ManifestLines open(InputStream bytes, ManifestFormat format) throws IOException {
        return switch (format) {
            case CSV -> new CsvLines(bytes, settings, egress);
            case TEXT -> new TextLines(bytes, settings, egress);
            case JSON -> new JsonLines(bytes, json);
            case NDJSON -> new NdjsonLines(bytes, json);
        };
    }

    private static ManifestLines emitNext(ManifestLines lines, InputStream bytes, SynchronousSink<ManifestLine> sink) {
        try {
            ManifestLine line = lines.next();
            if (line == null) {
                drain(bytes);
                sink.complete();
            } else {
                sink.next(line);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left after an unreadable line is read as well, so that what follows the manifest in its request can still be heard. */
    private static void drain(InputStream bytes) throws IOException {
        bytes.transferTo(OutputStream.nullOutputStream());
    }

    /** What failed the bytes, rather than the exception that carried it through the stream. */
    private static Throwable cause(AtomicReference<@Nullable Throwable> failure, Throwable error) {
        Throwable cause = failure.get();
        return cause == null ? error : cause;
    }
}
