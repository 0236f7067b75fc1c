package dev.halftone.upload;

/** Why bytes cannot be an upload. */
public enum UploadFault {
    EMPTY,
    /** They begin like no format that is read. */
    UNSUPPORTED_FORMAT,
    TOO_LARGE
}
