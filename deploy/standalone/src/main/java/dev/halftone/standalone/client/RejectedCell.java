package dev.halftone.standalone.client;

import org.jspecify.annotations.Nullable;

/** What is wrong in a manifest, where, and how to mend it. */
public record RejectedCell(@Nullable Integer line, @Nullable String column, String code, String message) {

    @Override
    public String toString() {
        String where = (line == null ? "" : "line " + line) + (column == null ? "" : ", column '" + column + "'");
        return (where.isEmpty() ? "" : where + ": ") + code + ": " + message;
    }
}
