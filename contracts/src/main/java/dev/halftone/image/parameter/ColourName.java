package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A colour in hexadecimal digits, as in CSS. */
record ColourName() implements ValueType<Colour> {

    @Override
    public Optional<Colour> read(@Nullable Object given) {
        return given instanceof String text && Colour.FORM.matcher(text).matches()
                ? Optional.of(Colour.parse(text))
                : Optional.empty();
    }

    @Override
    public Object written(Colour value) {
        return value.toString();
    }

    @Override
    public String allowed() {
        return "a colour such as #ffffff, or #ffffff00 with its opacity";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", "^" + Colour.FORM.pattern() + "$");
        return schema;
    }
}
