package dev.halftone.image;

import dev.halftone.image.parameter.Colour;
import dev.halftone.image.parameter.Parameter;
import dev.halftone.image.parameter.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes the dimensions. */
public record Resize(Arguments arguments) implements Scaling {

    /** How the image meets the box when both width and height are given. */
    public enum Fit {
        /** As large as fits inside the box, proportions kept. */
        INSIDE,
        /** Fills the box, proportions kept, what sticks out is cropped evenly. */
        COVER,
        /** As large as fits inside the box, proportions kept, and the rest of the box is background. */
        CONTAIN,
        /** Exactly the box, proportions not kept. */
        FILL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int MAX_SIDE = 16_384;

    private static final Parameter<Integer> WIDTH = Parameter.whole(
                    "width", 1, MAX_SIDE, "in pixels; follows from the height if absent")
            .optional();
    private static final Parameter<Integer> HEIGHT = Parameter.whole(
                    "height", 1, MAX_SIDE, "in pixels; follows from the width if absent")
            .optional();
    private static final Parameter<String> FIT = Parameter.word(
                    "fit",
                    List.of("inside", "cover", "contain", "fill"),
                    "how the image meets the box: as large as fits inside it; filling it, cropped evenly; inside it, on the"
                            + " background; or stretched to it")
            .orElse("inside");
    private static final Parameter<Boolean> ENLARGE =
            Parameter.flag("enlarge", "whether a smaller image is enlarged too").addedWith(false);
    private static final Parameter<Colour> BACKGROUND = Parameter.colour(
                    "background", "what the rest of the box is with `contain`")
            .addedWith(Colour.WHITE);

    static final OperationType TYPE = OperationType.of(
                    "resize",
                    "Changes the dimensions; enlarges only if asked.",
                    Resize::new,
                    WIDTH,
                    HEIGHT,
                    FIT,
                    ENLARGE,
                    BACKGROUND)
            .with(Rule.atLeastOne(WIDTH, HEIGHT));

    /**
     * @param width in pixels, after the EXIF orientation is applied; null follows from the height
     * @param height in pixels; null follows from the width
     * @throws InvalidPipelineException if there is neither, or one is out of range
     */
    public static Resize to(@Nullable Integer width, @Nullable Integer height, Fit fit) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (width != null) {
            values.put(WIDTH.name(), width);
        }
        if (height != null) {
            values.put(HEIGHT.name(), height);
        }
        values.put(FIT.name(), fit.wireName());
        return new Resize(TYPE.arguments(values));
    }

    @Override
    public Geometry geometry(int width, int height) {
        Optional<Double> byWidth = scale(WIDTH, width);
        Optional<Double> byHeight = scale(HEIGHT, height);
        double horizontal = byWidth.or(() -> byHeight).orElseThrow();
        double vertical = byHeight.or(() -> byWidth).orElseThrow();
        double least = Math.min(horizontal, vertical);
        double greatest = Math.max(horizontal, vertical);
        return switch (fit()) {
            case INSIDE, CONTAIN -> Geometry.scaled(width, height, least, least);
            case COVER ->
                Geometry.scaled(width, height, greatest, greatest)
                        .within(side(WIDTH, Integer.MAX_VALUE), side(HEIGHT, Integer.MAX_VALUE));
            case FILL -> Geometry.scaled(width, height, horizontal, vertical);
        };
    }

    private Optional<Double> scale(Parameter<Integer> side, int length) {
        double most = arguments.get(ENLARGE) ? Double.MAX_VALUE : 1;
        return arguments.find(side).map(wanted -> Math.min(most, (double) wanted / length));
    }

    private int side(Parameter<Integer> side, int otherwise) {
        return arguments.find(side).orElse(otherwise);
    }

    private Fit fit() {
        return Fit.valueOf(arguments.get(FIT).toUpperCase(Locale.ROOT));
    }

    @Override
    public void apply(Canvas canvas) {
        canvas.resize(geometry(canvas.width(), canvas.height()));
        if (fit() == Fit.CONTAIN) {
            canvas.extend(side(WIDTH, canvas.width()), side(HEIGHT, canvas.height()), arguments.get(BACKGROUND));
        }
    }
}
