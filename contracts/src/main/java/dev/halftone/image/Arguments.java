package dev.halftone.image;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The arguments of one step, checked against the parameters that its operation declares. */
final class Arguments {

    private final OperationType type;
    private final Map<String, ?> values;

    /** @throws InvalidPipelineException if a name is unknown or a value is not allowed */
    Arguments(OperationType type, Map<String, ?> values) {
        this.type = type;
        this.values = values;
        values.forEach(this::check);
    }

    @Nullable
    Integer whole(String name) {
        return values.get(name) instanceof Number number ? (Integer) number.intValue() : null;
    }

    @Nullable
    Double real(String name) {
        return values.get(name) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    @Nullable
    String choice(String name) {
        return values.get(name) instanceof String word ? word : null;
    }

    String requiredChoice(String name) {
        String word = choice(name);
        if (word == null) {
            throw new InvalidPipelineException(type.name() + " needs '" + name + "'");
        }
        return word;
    }

    private void check(String name, @Nullable Object value) {
        Parameter parameter = type.parameters().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPipelineException(
                        type.name() + " has no parameter '" + name + "'; it takes " + names(type.parameters())));
        if (!allows(parameter, value)) {
            throw new InvalidPipelineException(
                    type.name() + ": '" + name + "' is " + value + ", but takes " + parameter.allowed());
        }
    }

    private static boolean allows(Parameter parameter, @Nullable Object value) {
        return switch (parameter) {
            case Parameter.Whole whole ->
                value instanceof Integer number && number >= whole.min() && number <= whole.max();
            case Parameter.Real real ->
                value instanceof Number number
                        && number.doubleValue() >= real.min()
                        && number.doubleValue() <= real.max();
            case Parameter.Choice choice ->
                value instanceof String word && choice.words().contains(word);
        };
    }

    private static String names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
    }
}
