package dev.halftone.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/**
 * Identifies a job; the <em>request id</em> a client gets. A UUIDv7 (RFC 9562), so ids sort by the time they were made.
 */
public record JobId(@JsonValue UUID value) {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static JobId next() {
        return new JobId(GENERATOR.generate());
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
