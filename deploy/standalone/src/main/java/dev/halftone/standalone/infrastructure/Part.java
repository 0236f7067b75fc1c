package dev.halftone.standalone.infrastructure;

/** One of the servers. */
public enum Part {
    KAFKA,
    S3,
    POSTGRES
}
