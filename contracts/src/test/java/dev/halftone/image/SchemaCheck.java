package dev.halftone.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much of a JSON Schema (2020-12) validator as the operations' schemas need: any other keyword is a fault of the schema. */
public record SchemaCheck(Map<String, Object> schema) {

    /** What of the schema the value breaks. */
    public List<String> faults(@Nullable Object value) {
        List<String> faults = new ArrayList<>();
        schema.forEach((keyword, rule) -> {
            if (!holds(keyword, rule, value)) {
                faults.add(keyword + " " + rule + " of " + value);
            }
        });
        return faults;
    }

    private boolean holds(String keyword, Object rule, @Nullable Object value) {
        return switch (keyword) {
            case "title", "description" -> rule instanceof String;
            case "default" -> true;
            case "type" -> isOf((String) rule, value);
            case "const" -> rule.equals(value);
            case "enum" -> ((List<?>) rule).contains(value);
            case "minimum" -> !(value instanceof Number number) || number.doubleValue() >= number(rule);
            case "maximum" -> !(value instanceof Number number) || number.doubleValue() <= number(rule);
            case "multipleOf" -> !(value instanceof Number number) || number.doubleValue() % number(rule) == 0;
            case "pattern" ->
                !(value instanceof String text)
                        || Pattern.compile((String) rule).matcher(text).find();
            case "items" -> !(value instanceof List<?> list) || list.stream().allMatch(item -> isValid(rule, item));
            case "minItems" -> !(value instanceof List<?> list) || list.size() >= number(rule);
            case "maxItems" -> !(value instanceof List<?> list) || list.size() <= number(rule);
            case "allOf" -> valid(rule, value) == ((List<?>) rule).size();
            case "anyOf" -> valid(rule, value) > 0;
            case "oneOf" -> valid(rule, value) == 1;
            case "not" -> !isValid(rule, value);
            case "required" -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll((List<?>) rule);
            case "dependentRequired" ->
                !(value instanceof Map<?, ?> map)
                        || ((Map<?, ?>) rule)
                                .entrySet().stream()
                                        .allMatch(entry -> !map.containsKey(entry.getKey())
                                                || map.keySet().containsAll((List<?>) entry.getValue()));
            case "properties" ->
                !(value instanceof Map<?, ?> map)
                        || ((Map<?, ?>) rule)
                                .entrySet().stream()
                                        .allMatch(entry -> !map.containsKey(entry.getKey())
                                                || isValid(entry.getValue(), map.get(entry.getKey())));
            case "additionalProperties" ->
                rule.equals(false)
                        && (!(value instanceof Map<?, ?> map)
                                || ((Map<?, ?>) Objects.requireNonNull(schema.get("properties")))
                                        .keySet()
                                        .containsAll(map.keySet()));
            default -> throw new AssertionError("no keyword that a schema is to have: " + keyword);
        };
    }

    private static boolean isOf(String type, @Nullable Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && number.doubleValue() % 1 == 0;
            case "null" -> value == null;
            default -> throw new AssertionError("no type: " + type);
        };
    }

    private static long valid(Object rules, @Nullable Object value) {
        return ((List<?>) rules).stream().filter(rule -> isValid(rule, value)).count();
    }

    @SuppressWarnings("unchecked")
    private static boolean isValid(Object rule, @Nullable Object value) {
        return new SchemaCheck((Map<String, Object>) rule).faults(value).isEmpty();
    }

    private static double number(Object rule) {
        return ((Number) rule).doubleValue();
    }
}
