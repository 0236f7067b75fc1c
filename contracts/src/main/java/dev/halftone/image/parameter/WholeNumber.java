package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole number in a closed range. */
record WholeNumber(int min, int max, boolean odd) implements ValueType<Integer> {

    @Override
    public Optional<Integer> read(@Nullable Object given) {
        return given instanceof Number number && isAllowed(number.doubleValue())
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    private boolean isAllowed(double number) {
        return number >= min && number <= max && number == Math.rint(number) && (!odd || number % 2 != 0);
    }

    @Override
    public String allowed() {
        return (odd ? "an odd whole number from " : "a whole number from ") + min + " to " + max;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", min);
        schema.put("maximum", max);
        if (odd) {
            schema.put("not", Map.of("multipleOf", 2));
        }
        return schema;
    }
}
