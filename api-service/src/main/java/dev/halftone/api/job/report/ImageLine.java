package dev.halftone.api.job.report;

import dev.halftone.api.job.Columns;
import dev.halftone.api.job.report.ImageView.SourceView;
import dev.halftone.api.job.report.ImageView.TimingsView;
import dev.halftone.outcome.FailureReason;
import dev.halftone.upload.Upload;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image as PostgreSQL has it. */
record ImageLine(
        int line,
        int row,
        String serialNumber,
        int position,
        String url,
        ImageStatus status,
        @Nullable FailureReason reason,
        @Nullable Integer httpStatus,
        @Nullable Integer attempts,
        @Nullable SourceView source,
        List<StoredFile> files,
        @Nullable TimingsView timings,
        @Nullable Instant endedAt) {

    static ImageLine read(Readable line) {
        Columns columns = new Columns(line);
        String reason = line.get("reason", String.class);
        return new ImageLine(
                columns.number("line"),
                columns.number("number"),
                columns.text("serial_number"),
                columns.number("position"),
                Upload.shown(columns.text("url")),
                ImageStatus.of(line.get("status", String.class)),
                reason == null ? null : FailureReason.of(reason),
                columns.numberOrNull("http_status"),
                columns.numberOrNull("attempts"),
                source(line, columns),
                StoredFile.read(line.get("files", String.class)),
                timings(columns),
                columns.instantOrNull("recorded_at"));
    }

    ImageView view(Files named) {
        return new ImageView(
                line,
                row,
                serialNumber,
                position,
                url,
                status,
                reason,
                httpStatus,
                reason == null ? null : reason.message(),
                reason == null ? null : reason.isRetryable(),
                attempts,
                source,
                named.named(files),
                timings,
                endedAt);
    }

    private static @Nullable SourceView source(Readable line, Columns columns) {
        String sha256 = line.get("sha256", String.class);
        return sha256 == null
                ? null
                : new SourceView(
                        sha256,
                        line.get("source_bytes", Long.class),
                        line.get("source_format", String.class),
                        columns.numberOrNull("source_width"),
                        columns.numberOrNull("source_height"),
                        columns.numberOrNull("frames"));
    }

    private static @Nullable TimingsView timings(Columns columns) {
        return columns.numberOrNull("fetch_ms") == null
                ? null
                : new TimingsView(columns.number("fetch_ms"), columns.number("process_ms"), columns.number("store_ms"));
    }
}
