package dev.halftone.image;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A named output of a job, with its own pipeline. */
public record Rendition(String name, Pipeline pipeline) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    /** What a job makes unless it asks for something else. */
    public static final List<Rendition> DEFAULT = List.of(new Rendition("compressed", Pipeline.DEFAULT));

    /** @throws InvalidPipelineException if the name has other characters than its place in headers and keys allows */
    public Rendition {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidPipelineException(
                    "a rendition's name is 1 to 32 lower-case letters, digits, '-' or '_', but '" + name + "' is not");
        }
    }

    /**
     * One of a list.
     *
     * @param index its place
     * @throws InvalidPipelineException naming the rendition, if its pipeline is none
     */
    public static Rendition at(int index, String name, Supplier<Pipeline> pipeline) {
        return new Rendition(name, inPlace(index, name, pipeline));
    }

    private static Pipeline inPlace(int index, String name, Supplier<Pipeline> pipeline) {
        try {
            return pipeline.get();
        } catch (InvalidPipelineException e) {
            throw e.in("'" + name + "': ", "/" + index + "/pipeline");
        }
    }
}
