package dev.halftone.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a job is. A terminal state never changes. */
public enum JobState {
    /** Durable, and no row of it is published yet. */
    ACCEPTED,
    RUNNING,
    /** Every image succeeded. */
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    /** No image succeeded. */
    FAILED,
    CANCELLED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isTerminal() {
        return this != ACCEPTED && this != RUNNING;
    }

    /** @throws IllegalArgumentException if no state has this wire name */
    @JsonCreator
    public static JobState of(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job state is called '" + wireName + "'"));
    }
}
