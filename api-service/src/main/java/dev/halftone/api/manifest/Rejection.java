package dev.halftone.api.manifest;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a manifest.
 *
 * @param line where the faulty cell or value begins, from 1
 * @param column its name as the header writes it; none where the fault is of the whole line, or the manifest has no header
 * @param pointer to the faulty value, as a JSON Pointer (RFC 6901), in a manifest of JSON
 * @param message for the client: what is wrong and how to mend it
 */
public record Rejection(
        int line, @Nullable String column, @Nullable String pointer, RejectionCode code, String message) {

    static Rejection inLine(int line, RejectionCode code, String message) {
        return new Rejection(line, null, null, code, message);
    }

    static Rejection inCell(int line, @Nullable String column, RejectionCode code, String message) {
        return new Rejection(line, column, null, code, message);
    }

    static Rejection at(String pointer, int line, RejectionCode code, String message) {
        return new Rejection(line, null, pointer, code, message);
    }
}
