package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
record Word(List<String> words) implements ValueType<String> {

    @Override
    public Optional<String> read(@Nullable Object given) {
        return given instanceof String word && words.contains(word) ? Optional.of(word) : Optional.empty();
    }

    @Override
    public String allowed() {
        return words.size() == 1 ? "'" + words.getFirst() + "'" : "one of " + String.join(", ", words);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("enum", words);
        return schema;
    }
}
