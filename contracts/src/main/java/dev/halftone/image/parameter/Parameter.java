package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of an operation, and the key to its argument. As made it must be given; {@link #optional}, {@link #orNull},
 * {@link #orElse} and {@link #addedWith} say otherwise.
 *
 * @param description for people, without what the type allows
 * @param otherwise what stands where nothing is given
 */
public record Parameter<T>(
        String name,
        ValueType<T> type,
        String description,
        Presence presence,
        @Nullable T otherwise) {

    /** Whether an argument must be given, and what a pipeline that is written says of one that is not. */
    public enum Presence {
        REQUIRED,
        /** Nothing stands for it. */
        OPTIONAL,
        /** Nothing stands for it, which {@code null} says too. */
        NULLABLE,
        /** Its default is written. */
        WRITTEN,
        /** Its default is not written: the parameter is younger than pipelines, whose fingerprints are to stay as they are. */
        ADDED
    }

    private Parameter(String name, ValueType<T> type, String description) {
        this(name, type, description, Presence.REQUIRED, null);
    }

    /** In a closed range. */
    public static Parameter<Integer> whole(String name, int min, int max, String description) {
        return new Parameter<>(name, new WholeNumber(min, max, false), description);
    }

    /** In a closed range, as the side of a window that has a centre. */
    public static Parameter<Integer> odd(String name, int min, int max, String description) {
        return new Parameter<>(name, new WholeNumber(min, max, true), description);
    }

    /** In a closed range. */
    public static Parameter<Double> real(String name, double min, double max, String description) {
        return new Parameter<>(name, new RealNumber(min, max), description);
    }

    public static Parameter<Boolean> flag(String name, String description) {
        return new Parameter<>(name, new Flag(), description);
    }

    /** One of a few words. */
    public static Parameter<String> word(String name, List<String> words, String description) {
        return new Parameter<>(name, new Word(words), description);
    }

    /** @param allowed the form, for people */
    public static Parameter<String> text(String name, Pattern form, String allowed, String description) {
        return new Parameter<>(name, new Text(form, allowed), description);
    }

    public static Parameter<Colour> colour(String name, String description) {
        return new Parameter<>(name, new ColourName(), description);
    }

    /** Numbers, each in a closed range. */
    public static Parameter<List<Double>> numbers(
            String name, int fewest, int most, double min, double max, String description) {
        return new Parameter<>(name, new Numbers(fewest, most, min, max), description);
    }

    /** A number for each of so many directions, in a closed range; one number stands for all. */
    public static Parameter<List<Double>> each(String name, int count, double min, double max, String description) {
        return new Parameter<>(name, new NumberForEach(count, min, max, false), description);
    }

    /** A whole number for each of so many directions, in a closed range; one number stands for all. */
    public static Parameter<List<Double>> wholeForEach(String name, int count, int min, int max, String description) {
        return new Parameter<>(name, new NumberForEach(count, min, max, true), description);
    }

    public Parameter<T> optional() {
        return new Parameter<>(name, type, description, Presence.OPTIONAL, null);
    }

    public Parameter<T> orNull() {
        return new Parameter<>(name, type, description, Presence.NULLABLE, null);
    }

    public Parameter<T> orElse(T value) {
        return new Parameter<>(name, type, description, Presence.WRITTEN, value);
    }

    /** For a parameter that an operation gets after pipelines with it were stored: the default must be what it did until then. */
    public Parameter<T> addedWith(T value) {
        return new Parameter<>(name, type, description, Presence.ADDED, value);
    }

    public boolean isRequired() {
        return presence == Presence.REQUIRED;
    }

    /** What is allowed and what stands where nothing is given, as a JSON Schema (2020-12). */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (presence == Presence.NULLABLE) {
            schema.put("anyOf", List.of(type.schema(), Map.of("type", "null")));
        } else {
            schema.putAll(type.schema());
        }
        schema.put("description", description);
        writtenDefault().ifPresent(value -> schema.put("default", value));
        return schema;
    }

    /** The default as it is written in a pipeline. */
    public Optional<Object> writtenDefault() {
        return Optional.ofNullable(otherwise).map(type::written);
    }
}
