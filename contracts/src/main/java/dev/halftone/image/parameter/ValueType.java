package dev.halftone.image.parameter;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a parameter takes. */
public interface ValueType<T> {

    /** The value that is meant, if it is allowed. Reads what {@link #written} makes. */
    Optional<T> read(@Nullable Object given);

    /** As JSON has it: a number, a text, a boolean or a list of these. Equal values are written alike. */
    default Object written(T value) {
        return value;
    }

    /** What is allowed, for people, as in "a whole number from 1 to 100". */
    String allowed();

    /** What is allowed, as keywords of JSON Schema. */
    Map<String, Object> schema();
}
