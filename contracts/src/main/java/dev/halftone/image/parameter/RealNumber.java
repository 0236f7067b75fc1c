package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number in a closed range. */
record RealNumber(double min, double max) implements ValueType<Double> {

    @Override
    public Optional<Double> read(@Nullable Object given) {
        return given instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    @Override
    public String allowed() {
        return "a number from " + min + " to " + max;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "number");
        schema.put("minimum", min);
        schema.put("maximum", max);
        return schema;
    }
}
