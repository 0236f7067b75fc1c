package dev.halftone.standalone.client;

import org.jspecify.annotations.Nullable;

/** What is wrong in a manifest, where, and how to mend it. */
public record RejectedCell(
        @Nullable Integer line,
        @Nullable String column,
        @Nullable String pointer,
        String code,
        String message) {

    @Override
    public String toString() {
        String where = (line == null ? "" : "line " + line)
                + (column == null ? "" : ", column '" + column + "'")
                + (pointer == null ? "" : ", at " + (pointer.isEmpty() ? "/" : pointer));
        return (where.isEmpty() ? "" : where + ": ") + code + ": " + message;
    }
}
