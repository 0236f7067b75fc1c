package dev.halftone.api.job.image;

import dev.halftone.api.job.Columns;
import dev.halftone.api.job.image.ImageView.SourceView;
import dev.halftone.api.job.image.ImageView.TimingsView;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import dev.halftone.outcome.FailureReason;
import dev.halftone.upload.Upload;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An image as PostgreSQL has it. */
record ImageLine(
        ImageId id,
        int line,
        String serialNumber,
        String url,
        ImageStatus status,
        @Nullable FailureReason reason,
        @Nullable Integer httpStatus,
        @Nullable Integer attempts,
        @Nullable SourceView source,
        List<StoredFile> files,
        Map<String, Object> analyses,
        @Nullable TimingsView timings,
        @Nullable Instant endedAt) {

    static ImageLine read(Readable line) {
        Columns columns = new Columns(line);
        String reason = line.get("reason", String.class);
        return new ImageLine(
                new ImageId(
                        new JobId(columns.get("job_id", UUID.class)),
                        columns.number("number"),
                        columns.number("position")),
                columns.number("line"),
                columns.text("serial_number"),
                Upload.shown(columns.text("url")),
                ImageStatus.of(line.get("status", String.class)),
                reason == null ? null : FailureReason.of(reason),
                columns.numberOrNull("http_status"),
                columns.numberOrNull("attempts"),
                source(line, columns),
                StoredFile.read(line.get("files", String.class)),
                Analysed.read(line.get("analysed", String.class)),
                timings(columns),
                columns.instantOrNull("recorded_at"));
    }

    ImageView view(Files named) {
        return new ImageView(
                id,
                line,
                id.row(),
                serialNumber,
                id.position(),
                url,
                status,
                reason,
                httpStatus,
                reason == null ? null : reason.message(),
                reason == null ? null : reason.isRetryable(),
                attempts,
                source,
                named.named(files),
                analyses,
                timings,
                endedAt);
    }

    private static @Nullable SourceView source(Readable line, Columns columns) {
        String sha256 = line.get("sha256", String.class);
        return sha256 == null
                ? null
                : new SourceView(
                        line.get("md5", String.class),
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
