package dev.halftone.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes the dimensions. Never enlarges.
 *
 * @param width in pixels, after the EXIF orientation is applied; null follows from the height
 * @param height in pixels; null follows from the width
 */
public record Resize(@Nullable Integer width, @Nullable Integer height, Fit fit) implements Operation {

    /** How the image meets the box when both width and height are given. */
    public enum Fit {
        /** As large as fits inside the box, proportions kept. */
        INSIDE,
        /** Fills the box, proportions kept, what sticks out is cropped evenly. */
        COVER,
        /** Exactly the box, proportions not kept. */
        FILL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MAX_DIMENSION = 16_384;

    static final OperationType TYPE = new OperationType(
            "resize",
            "Changes the dimensions; never enlarges.",
            List.of(
                    new Parameter.Whole("width", 1, MAX_DIMENSION, "in pixels; follows from the height if absent"),
                    new Parameter.Whole("height", 1, MAX_DIMENSION, "in pixels; follows from the width if absent"),
                    new Parameter.Choice("fit", List.of("inside", "cover", "fill"), "how the image meets the box")),
            Resize::read);

    public Resize {
        if (width == null && height == null) {
            throw new InvalidPipelineException("resize needs a 'width', a 'height' or both");
        }
    }

    private static Resize read(Arguments arguments) {
        String fit = arguments.choice("fit");
        return new Resize(
                arguments.whole("width"),
                arguments.whole("height"),
                fit == null ? Fit.INSIDE : Fit.valueOf(fit.toUpperCase(Locale.ROOT)));
    }

    @Override
    public OperationType type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (width != null) {
            arguments.put("width", width);
        }
        if (height != null) {
            arguments.put("height", height);
        }
        arguments.put("fit", fit.wireName());
        return arguments;
    }
}
