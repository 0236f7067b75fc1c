package dev.halftone.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifies a job; the <em>request id</em> a client gets. A UUIDv7 (RFC 9562), so ids sort by the time they were made.
 */
public record JobId(@JsonValue UUID value) {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();
    /** The time is the first 48 bits. */
    private static final int MILLIS_SHIFT = 16;

    private static final long LATEST_MILLIS = (1L << 48) - 1;

    public static JobId next() {
        return new JobId(GENERATOR.generate());
    }

    /** The smallest that is made in this millisecond. */
    public static JobId earliestOf(Instant time) {
        long millis = Math.clamp(time.toEpochMilli(), 0, LATEST_MILLIS);
        return new JobId(new UUID(millis << MILLIS_SHIFT, 0));
    }

    /** When it was made, to the millisecond. */
    public Instant time() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> MILLIS_SHIFT);
    }

    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    @JsonCreator
    public static JobId parse(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
