package dev.halftone.image.parameter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What holds between the parameters of an operation.
 *
 * @param message what is said of arguments that break it, after the operation's name
 * @param schema the same as keywords of JSON Schema
 * @param holds tells by the names of the parameters that are given
 */
public record Rule(String message, Map<String, Object> schema, Predicate<Set<String>> holds) {

    /** Either the one or the other. */
    public static Rule either(Parameter<?> first, Parameter<?> second) {
        return new Rule(
                "takes either '" + first.name() + "' or '" + second.name() + "'",
                Map.of("oneOf", required(first, second)),
                given -> given.contains(first.name()) != given.contains(second.name()));
    }

    /** The one, the other, or both. */
    public static Rule atLeastOne(Parameter<?> first, Parameter<?> second) {
        return new Rule(
                "needs a '" + first.name() + "', a '" + second.name() + "' or both",
                Map.of("anyOf", required(first, second)),
                given -> given.contains(first.name()) || given.contains(second.name()));
    }

    /** Both or none. */
    public static Rule together(Parameter<?> first, Parameter<?> second) {
        return new Rule(
                "takes '" + first.name() + "' and '" + second.name() + "' together",
                Map.of(
                        "dependentRequired",
                        Map.of(first.name(), List.of(second.name()), second.name(), List.of(first.name()))),
                given -> given.contains(first.name()) == given.contains(second.name()));
    }

    public static Rule notBoth(Parameter<?> first, Parameter<?> second) {
        return new Rule(
                "takes not both '" + first.name() + "' and '" + second.name() + "'",
                Map.of("not", Map.of("required", List.of(first.name(), second.name()))),
                given -> !given.contains(first.name()) || !given.contains(second.name()));
    }

    private static List<Map<String, Object>> required(Parameter<?>... parameters) {
        return Arrays.stream(parameters)
                .map(parameter -> Map.<String, Object>of("required", List.of(parameter.name())))
                .toList();
    }
}
