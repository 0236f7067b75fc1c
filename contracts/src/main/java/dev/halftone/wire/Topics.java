package dev.halftone.wire;

/** The Kafka topics. */
public final class Topics {

    /** One record a row, keyed by job and row number so that one job spreads over all partitions. */
    public static final String ROWS = "halftone.rows";

    private Topics() {}
}
