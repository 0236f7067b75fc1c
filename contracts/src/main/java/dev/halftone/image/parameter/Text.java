package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of one form.
 *
 * @param allowed the form, for people
 */
record Text(Pattern form, String allowed) implements ValueType<String> {

    @Override
    public Optional<String> read(@Nullable Object given) {
        return given instanceof String text && form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", "^" + form.pattern() + "$");
        return schema;
    }
}
