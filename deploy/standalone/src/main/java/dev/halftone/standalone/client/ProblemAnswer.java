package dev.halftone.standalone.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API's answer to what it did not do (RFC 9457). */
record ProblemAnswer(
        @Nullable String type,
        @Nullable String title,
        @Nullable String detail,
        @Nullable Integer rejectedRows,
        @Nullable List<RejectedCell> errors) {

    String message() {
        return (title == null ? "The request failed" : title) + (detail == null ? "" : ": " + detail);
    }
}
