package dev.halftone.api.manifest;

import java.util.Locale;

/** What can be wrong with a manifest: a closed list, whose wire names are part of the surface. */
public enum RejectionCode {
    /** There is no line but, at most, the header. */
    EMPTY_MANIFEST,
    MISSING_COLUMN,
    /** Two columns go by a name of the same required one. */
    DUPLICATE_COLUMN,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    INVALID_UTF8,
    NUL_BYTE,
    UNCLOSED_QUOTE,
    /** Text follows the quote that closes a cell. */
    STRAY_QUOTE,
    CELL_TOO_LONG,
    /** A line has more or fewer cells than the header. */
    WRONG_CELL_COUNT,
    MISSING_VALUE,
    TOO_MANY_URLS,
    INVALID_URL,
    /** JSON that is none, is nested too deeply, or names a member of an object twice. */
    MALFORMED_JSON,
    /** A member of an object that nobody knows. */
    UNKNOWN_FIELD,
    /** A value of another type than its place takes. */
    WRONG_TYPE,
    /** An image with both a URL and data. */
    AMBIGUOUS_SOURCE,
    INVALID_BASE64,
    /** Data that begins like no image that is read. */
    UNSUPPORTED_FORMAT,
    IMAGE_TOO_LARGE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
