package dev.halftone.image;

import dev.halftone.image.parameter.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The arguments of one step, checked against what its operation declares. Equal if they mean the same. */
public final class Arguments {

    private static final int SHOWN = 60;

    private final OperationType type;
    private final Map<String, Object> written;

    private Arguments(OperationType type, Map<String, Object> written) {
        this.type = type;
        this.written = written;
    }

    /** @throws InvalidPipelineException if a name is unknown, a value is not allowed, one is missing or a rule is broken */
    static Arguments read(OperationType type, List<Parameter<?>> parameters, Map<String, ?> values) {
        values.forEach((name, value) -> checkName(type, parameters, name));
        Map<String, Object> written = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters) {
            written(type, parameter, values).ifPresent(value -> written.put(parameter.name(), value));
        }
        type.rules().stream()
                .filter(rule -> !rule.holds().test(written.keySet()))
                .findFirst()
                .ifPresent(rule -> {
                    throw new InvalidPipelineException(type.name() + " " + rule.message());
                });
        return new Arguments(type, written);
    }

    private static void checkName(OperationType type, List<Parameter<?>> parameters, String name) {
        if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
            throw new InvalidPipelineException(
                    type.name() + " has no parameter '" + shown(name) + "'; it takes "
                            + (type.parameters().isEmpty() ? "none" : names(type)),
                    name);
        }
    }

    private static String names(OperationType type) {
        return type.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    private static <T> Optional<Object> written(OperationType type, Parameter<T> parameter, Map<String, ?> values) {
        Object given = values.get(parameter.name());
        boolean absent = given == null
                && (!values.containsKey(parameter.name()) || parameter.presence() == Parameter.Presence.NULLABLE);
        if (!absent) {
            T value = parameter.type().read(given).orElseThrow(() -> notAllowed(type, parameter, given));
            Object written = parameter.type().written(value);
            boolean implied = parameter.presence() == Parameter.Presence.ADDED && value.equals(parameter.otherwise());
            return implied ? Optional.empty() : Optional.of(written);
        }
        return switch (parameter.presence()) {
            case REQUIRED ->
                throw new InvalidPipelineException(type.name() + " needs '" + parameter.name() + "': "
                        + parameter.type().allowed());
            case OPTIONAL, NULLABLE, ADDED -> Optional.empty();
            case WRITTEN -> parameter.writtenDefault();
        };
    }

    private static InvalidPipelineException notAllowed(
            OperationType type, Parameter<?> parameter, @Nullable Object given) {
        return new InvalidPipelineException(
                type.name() + ": '" + parameter.name() + "' is " + shown(String.valueOf(given)) + ", but takes "
                        + parameter.type().allowed(),
                parameter.name());
    }

    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    OperationType type() {
        return type;
    }

    /** By name, in the order in which the type declares them. */
    public Map<String, Object> written() {
        return new LinkedHashMap<>(written);
    }

    /** The same, but for what was found when a job was accepted. */
    Map<String, Object> asked() {
        Map<String, Object> asked = written();
        type.found().forEach(parameter -> asked.remove(parameter.name()));
        return asked;
    }

    /** The argument, or what stands for it. The parameter is none that may be without. */
    public <T> T get(Parameter<T> parameter) {
        return find(parameter)
                .or(() -> Optional.ofNullable(parameter.otherwise()))
                .orElseThrow(() -> new IllegalStateException("'" + parameter.name() + "' may be without argument"));
    }

    /** The argument, if it was given. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        return parameter.type().read(written.get(parameter.name()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arguments arguments
                && arguments.type.name().equals(type.name())
                && arguments.written.equals(written);
    }

    @Override
    public int hashCode() {
        return 31 * type.name().hashCode() + written.hashCode();
    }

    @Override
    public String toString() {
        return type.name() + written;
    }
}
