package dev.halftone.api.manifest;

import dev.halftone.api.manifest.ManifestLine.RejectedRow;
import dev.halftone.api.manifest.ManifestLine.Unreadable;
import dev.halftone.api.manifest.ManifestLine.ValidRow;
import dev.halftone.egress.EgressPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Reads manifests written in tests. */
final class Manifests {

    static final ManifestSettings SETTINGS = new ManifestSettings(DataSize.ofMegabytes(256), 100_000, 100, 32_767, 200);
    static final FetchSettings FETCHING = new FetchSettings(DataSize.ofKilobytes(200));
    static final EgressPolicy EGRESS = new EgressPolicy(List.of(), List.of(), List.of("80", "443"));
    static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Manifests() {}

    static List<ManifestLine> read(String csv) {
        return read(csv, SETTINGS);
    }

    static List<ManifestLine> read(String csv, ManifestSettings settings) {
        return read(chunks(csv.getBytes(StandardCharsets.UTF_8), 8192), settings);
    }

    static List<ManifestLine> read(Flux<DataBuffer> bytes, ManifestSettings settings) {
        return read(bytes, ManifestFormat.CSV, settings);
    }

    static List<ManifestLine> read(String manifest, ManifestFormat format) {
        return read(chunks(manifest.getBytes(StandardCharsets.UTF_8), 8192), format, SETTINGS);
    }

    static List<ManifestLine> read(Flux<DataBuffer> bytes, ManifestFormat format, ManifestSettings settings) {
        return Objects.requireNonNull(new ManifestReader(settings, FETCHING, EGRESS)
                .read(bytes, format, Schedulers.boundedElastic())
                .collectList()
                .block(TIMEOUT));
    }

    static Flux<DataBuffer> chunks(byte[] bytes, int size) {
        return Flux.range(0, Math.ceilDiv(bytes.length, size))
                .map(index -> DefaultDataBufferFactory.sharedInstance.wrap(
                        Arrays.copyOfRange(bytes, index * size, Math.min(bytes.length, (index + 1) * size))));
    }

    static List<ValidRow> validRows(List<ManifestLine> lines) {
        return only(lines, ValidRow.class);
    }

    static List<ValidRow> validRows(String csv) {
        return validRows(read(csv));
    }

    static ValidRow validRow(String csv) {
        return validRows(csv).getFirst();
    }

    /** Each fault as {@code line:column:code}. */
    static List<String> faults(List<ManifestLine> lines) {
        List<String> faults = new ArrayList<>();
        rejections(lines)
                .forEach(fault -> faults.add(
                        fault.line() + ":" + fault.column() + ":" + fault.code().wireName()));
        return faults;
    }

    /** Each fault as {@code pointer:code}. */
    static List<String> faultsByPointer(List<ManifestLine> lines) {
        return rejections(lines).stream()
                .map(fault -> fault.pointer() + ":" + fault.code().wireName())
                .toList();
    }

    static List<String> faults(String csv) {
        return faults(read(csv));
    }

    static List<Rejection> rejections(List<ManifestLine> lines) {
        return lines.stream()
                .flatMap(line -> switch (line) {
                    case RejectedRow rejected -> rejected.faults().stream();
                    case Unreadable unreadable -> unreadable.faults().stream();
                    default -> Stream.of();
                })
                .toList();
    }

    private static <T extends ManifestLine> List<T> only(List<ManifestLine> lines, Class<T> type) {
        return lines.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
