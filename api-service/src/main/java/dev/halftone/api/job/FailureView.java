package dev.halftone.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.outcome.FailureReason;
import dev.halftone.upload.Upload;
import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A failed image as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Failure", description = "A failed image.")
record FailureView(
        @Schema(description = "The line of the manifest that its row begins in, from 1.", example = "8")
        int line,

        @Schema(description = "The row's number, from 1.", example = "7")
        int row,

        @Schema(description = "The image's place in its row, from 0.", example = "0")
        int position,

        @Schema(description = "Where it was to be fetched.", example = "https://img.example.com/7.jpg")
        String url,

        @Schema(description = "Why it failed, from a closed list.", example = "http_status")
        FailureReason reason,

        @Schema(description = "What its host answered, where that is the reason.", example = "404") @Nullable
        Integer httpStatus,

        @Schema(
                description = "What happened and what to do.",
                example = "The host answered with an error status. Check that the URL answers with the image.")
        String message,

        @Schema(description = "Whether the same image may succeed at another time.", example = "true")
        boolean retryable) {

    static FailureView read(Readable line) {
        Columns columns = new Columns(line);
        FailureReason reason = FailureReason.of(columns.text("reason"));
        return new FailureView(
                columns.number("line"),
                columns.number("row_number"),
                columns.number("position"),
                Upload.shown(columns.text("url")),
                reason,
                columns.numberOrNull("http_status"),
                reason.message(),
                reason.isRetryable());
    }
}
