package dev.halftone.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an analysis has found out about an image's bytes.
 *
 * @param analysis its name
 * @param value as JSON: text, a whole number, a finite number, a truth value, or a list or an object of such
 */
public record AnalysisResult(String analysis, Object value) {

    private static final int DEEPEST = 8;

    /** @throws IllegalArgumentException if the value is none */
    public AnalysisResult {
        value = checked(value, DEEPEST);
    }

    private static Object checked(Object value, int depth) {
        return switch (value) {
            case String text when isStorable(text) -> text;
            case Integer number -> number;
            case Double number when Double.isFinite(number) -> number;
            case Boolean truth -> truth;
            case List<?> values
            when depth > 0 ->
                values.stream().map(element -> checked(element, depth - 1)).toList();
            case Map<?, ?> members when depth > 0 -> checked(members, depth - 1);
            default ->
                throw new IllegalArgumentException(
                        "no analysis has such a result: " + value.getClass().getSimpleName());
        };
    }

    private static Map<String, Object> checked(Map<?, ?> members, int depth) {
        Map<String, Object> checked = new LinkedHashMap<>();
        members.forEach((name, value) -> checked.put((String) checked(name.toString(), 0), checked(value, depth)));
        return Collections.unmodifiableMap(checked);
    }

    /** PostgreSQL has no place for the character 0. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }
}
