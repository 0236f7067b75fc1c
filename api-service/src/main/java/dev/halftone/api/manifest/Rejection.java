package dev.halftone.api.manifest;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a manifest.
 *
 * @param line where the faulty cell begins, from 1
 * @param column its name as the header writes it; none where the fault is of the whole line
 * @param message for the client: what is wrong and how to mend it
 */
public record Rejection(int line, @Nullable String column, RejectionCode code, String message) {}
