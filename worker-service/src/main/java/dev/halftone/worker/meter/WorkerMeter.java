package dev.halftone.worker.meter;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** Every meter of the worker: its name, its unit and its tags are part of the surface. */
public enum WorkerMeter implements MeterDocumentation {
    /** Rows that are received and not yet acknowledged. */
    ROWS_IN_FLIGHT("halftone.worker.rows.in.flight", Meter.Type.GAUGE),

    /** How long the oldest of them is in flight; 0 if none is. A row that takes many minutes stands still. */
    ROWS_OLDEST_AGE("halftone.worker.rows.oldest.age", "seconds", Meter.Type.GAUGE),

    /** Kafka records that no row could be read from. */
    ROWS_UNREADABLE("halftone.worker.rows.unreadable", Meter.Type.COUNTER),

    /** Times that the Kafka receiver ended with an error and was started anew. */
    INTAKE_RESTARTS("halftone.worker.intake.restarts", Meter.Type.COUNTER),

    /** How many images may be in work at once for now: more when the decoder lacks work, fewer when fetched images wait for it. */
    IMAGES_PACE("halftone.worker.images.pace", Meter.Type.GAUGE),

    /** From when an image is begun to its outcome. */
    IMAGES("halftone.worker.images", Meter.Type.TIMER, Tag.STATUS, Tag.REASON),

    /** One step of an image, however it ended, with the waiting for its turn. */
    STEPS("halftone.worker.steps", Meter.Type.TIMER, Tag.STEP),

    /** Child processes that ended of themselves while they processed an image. One or two are an image; many are too little memory. */
    CHILD_DEATHS("halftone.worker.child.deaths", Meter.Type.COUNTER),

    /** Failures of our own that are retried. Rising means that PostgreSQL, the object store or Kafka is ill. */
    RETRIES("halftone.worker.retries", Meter.Type.COUNTER, Tag.STEP),

    /** Renditions of images that succeeded: made for it, or reused from an equal source. */
    RENDITIONS("halftone.worker.renditions", Meter.Type.COUNTER, Tag.ORIGIN),

    /** Bytes of sources that succeeded. */
    BYTES_IN("halftone.worker.bytes.in", "bytes", Meter.Type.COUNTER),

    /** Bytes of their renditions. */
    BYTES_OUT("halftone.worker.bytes.out", "bytes", Meter.Type.COUNTER),

    /** Bytes that images in flight have claimed of {@code halftone.flow.max-bytes-in-flight}. */
    BYTES_CLAIMED("halftone.worker.bytes.claimed", "bytes", Meter.Type.GAUGE),

    /** Images that wait for their share of {@code halftone.flow.max-bytes-in-flight}. */
    CLAIMS_WAITING("halftone.worker.claims.waiting", Meter.Type.GAUGE),

    /** Outcomes written with one statement. */
    OUTCOME_BATCH("halftone.worker.outcome.batch", Meter.Type.DISTRIBUTION_SUMMARY);

    private final String name;
    private final String unit;
    private final Meter.Type type;

    @SuppressWarnings("ImmutableEnumChecker") // handed out as a copy
    private final Tag[] tags;

    WorkerMeter(String name, Meter.Type type, Tag... tags) {
        this(name, "", type, tags);
    }

    WorkerMeter(String name, String unit, Meter.Type type, Tag... tags) {
        this.name = name;
        this.unit = unit;
        this.type = type;
        this.tags = tags;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getBaseUnit() {
        return unit;
    }

    @Override
    public Meter.Type getType() {
        return type;
    }

    @Override
    public KeyName[] getKeyNames() {
        return tags.clone();
    }

    /** The tags. */
    public enum Tag implements KeyName {
        /** {@code succeeded} or {@code failed}. */
        STATUS("status"),
        /** The wire name of the failure's reason, or {@code none}. */
        REASON("reason"),
        /** What is done, such as {@code fetch}, {@code process} or {@code store}. */
        STEP("step"),
        /** {@code made} or {@code reused}. */
        ORIGIN("origin");

        private final String key;

        Tag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
