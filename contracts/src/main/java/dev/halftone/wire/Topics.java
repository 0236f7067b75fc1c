package dev.halftone.wire;

/** The Kafka topics, and who reads them. */
public final class Topics {

    /** One record a row, keyed by job and row number so that one job spreads over all partitions. */
    public static final String ROWS = "halftone.rows";

    /** Records of {@link #ROWS} that no worker could read, as they were, with the reason in a header. */
    public static final String DEAD_ROWS = "halftone.rows.dead";

    /** The consumer group of all workers; each has one member. */
    public static final String WORKERS = "halftone-workers";

    /** Header of a record of {@link #ROWS}: its row's number in decimal, for whoever cannot read the record itself. */
    public static final String ROW_NUMBER = "halftone-row";

    /** Header of a record of {@link #ROWS}: a {@link TraceParent}, where the job's submission is traced. */
    public static final String TRACE_PARENT = "traceparent";

    private Topics() {}
}
