package dev.halftone.wire;

/** The Kafka topics. */
public final class Topics {

    /** One record a row, keyed by job and row number so that one job spreads over all partitions. */
    public static final String ROWS = "halftone.rows";

    /** Records of {@link #ROWS} that no worker could read, as they were, with the reason in a header. */
    public static final String DEAD_ROWS = "halftone.rows.dead";

    private Topics() {}
}
