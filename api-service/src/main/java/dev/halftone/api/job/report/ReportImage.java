package dev.halftone.api.job.report;

import dev.halftone.api.job.Columns;
import dev.halftone.api.job.image.ImageStatus;
import dev.halftone.api.job.image.StoredFile;
import dev.halftone.upload.Upload;
import io.r2dbc.spi.Readable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image of a row of the report. */
record ReportImage(
        int row,
        List<String> cells,
        String url,
        ImageStatus status,
        @Nullable String reason,
        @Nullable Integer httpStatus,
        List<StoredFile> files) {

    static ReportImage read(Readable line) {
        Columns columns = new Columns(line);
        return new ReportImage(
                columns.number("number"),
                List.of(columns.get("cells", String[].class)),
                Upload.shown(columns.text("url")),
                ImageStatus.of(line.get("status", String.class)),
                line.get("reason", String.class),
                columns.numberOrNull("http_status"),
                StoredFile.read(line.get("files", String.class)));
    }

    /** Which image failed and why. */
    String failure() {
        return url + ": " + reason + (httpStatus == null ? "" : " " + httpStatus);
    }
}
