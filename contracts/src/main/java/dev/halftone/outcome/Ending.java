package dev.halftone.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How compressing to a share of the source's bytes ended. */
public enum Ending {
    /** The file is at most the share. */
    TARGET_MET,
    /** The share cannot be reached above the quality floor; the best effort is stored. */
    QUALITY_FLOOR,
    /** No encoding is smaller than the source, so its own bytes are stored. */
    ALREADY_SMALL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no ending has this wire name */
    @JsonCreator
    public static Ending of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
