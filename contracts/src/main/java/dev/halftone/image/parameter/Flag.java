package dev.halftone.image.parameter;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Yes or no. */
record Flag() implements ValueType<Boolean> {

    @Override
    public Optional<Boolean> read(@Nullable Object given) {
        return given instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "boolean");
    }
}
