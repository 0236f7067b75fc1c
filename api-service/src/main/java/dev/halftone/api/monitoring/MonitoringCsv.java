package dev.halftone.api.monitoring;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.halftone.outcome.FailureReason;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractSingleValueEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes intervals as RFC 4180 text, one a line, with a column for every reason. */
final class MonitoringCsv extends AbstractSingleValueEncoder<MonitoringView> {

    static final String TYPE = "text/csv";

    MonitoringCsv() {
        super(MediaType.parseMediaType(TYPE));
    }

    @Override
    public boolean canEncode(ResolvableType type, @Nullable MimeType mimeType) {
        return super.canEncode(type, mimeType) && MonitoringView.class.isAssignableFrom(type.toClass());
    }

    @Override
    protected Flux<DataBuffer> encode(
            MonitoringView view,
            DataBufferFactory buffers,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return Mono.fromCallable(() -> buffers.wrap(text(view).getBytes(StandardCharsets.UTF_8)))
                .flux();
    }

    private static String text(MonitoringView view) {
        StringWriter text = new StringWriter();
        CsvWriter lines = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(text);
        lines.writeRecord(header());
        view.intervals().forEach(interval -> lines.writeRecord(line(interval)));
        return text.toString();
    }

    private static List<String> header() {
        return Stream.concat(
                        Stream.of(
                                "From",
                                "To",
                                "Succeeded",
                                "Failed",
                                "Cancelled",
                                "Bytes In",
                                "Bytes Out",
                                "Process Ms P50",
                                "Process Ms P90",
                                "Process Ms P99"),
                        Arrays.stream(FailureReason.values()).map(FailureReason::wireName))
                .toList();
    }

    private static List<String> line(IntervalView interval) {
        ProcessTimes times = interval.processMs();
        Stream<@Nullable Object> cells = Stream.of(
                interval.from(),
                interval.to(),
                interval.succeeded(),
                interval.failed(),
                interval.cancelled(),
                interval.bytesIn(),
                interval.bytesOut(),
                times == null ? "" : times.p50(),
                times == null ? "" : times.p90(),
                times == null ? "" : times.p99());
        return Stream.concat(
                        cells,
                        Arrays.stream(FailureReason.values())
                                .map(reason -> interval.failures().getOrDefault(reason, 0L)))
                .map(Objects::toString)
                .toList();
    }
}
