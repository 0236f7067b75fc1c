package dev.halftone.image;

import dev.halftone.image.parameter.Parameter;
import dev.halftone.image.parameter.Rule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An operation as it is declared: its name, what it does, its parameters, what holds between them, and how it is made of arguments.
 *
 * @param description for people: what it does to the image
 * @param found parameters whose arguments are found when a job is accepted: no client gives them or is told of them
 * @param maker may refuse arguments for what a rule cannot say, with an {@link InvalidPipelineException}
 */
public record OperationType(
        String name,
        String description,
        List<Parameter<?>> parameters,
        List<Parameter<?>> found,
        List<Rule> rules,
        Function<Arguments, Operation> maker) {

    public OperationType {
        parameters = List.copyOf(parameters);
        found = List.copyOf(found);
        rules = List.copyOf(rules);
    }

    /** An operation whose parameters are each on their own. */
    public static OperationType of(
            String name, String description, Function<Arguments, Operation> maker, Parameter<?>... parameters) {
        return new OperationType(name, description, List.of(parameters), List.of(), List.of(), maker);
    }

    public OperationType with(Rule rule) {
        return new OperationType(
                name,
                description,
                parameters,
                found,
                Stream.concat(rules.stream(), Stream.of(rule)).toList(),
                maker);
    }

    /** With a parameter whose argument is found when a job is accepted. */
    public OperationType finding(Parameter<?> parameter) {
        return new OperationType(
                name,
                description,
                parameters,
                Stream.concat(found.stream(), Stream.of(parameter)).toList(),
                rules,
                maker);
    }

    /** @throws InvalidPipelineException naming the parameter, the given value and what is allowed */
    public Arguments arguments(Map<String, ?> values) {
        return Arguments.read(this, parameters, values);
    }

    Operation operation(Map<String, ?> values) {
        return maker.apply(arguments(values));
    }

    /** Of an accepted job: what is found has been found. */
    Operation accepted(Map<String, ?> values) {
        List<Parameter<?>> all =
                Stream.concat(parameters.stream(), found.stream()).toList();
        return maker.apply(Arguments.read(this, all, values));
    }

    /** What a value that conforms to it looks like, as a JSON Schema (2020-12). */
    public Map<String, Object> schema() {
        return OperationSchema.of(this);
    }
}
