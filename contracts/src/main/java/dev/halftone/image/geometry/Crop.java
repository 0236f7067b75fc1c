package dev.halftone.image.geometry;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;
import dev.halftone.image.parameter.Rule;
import java.util.List;

/** Leaves a part of the image. */
public record Crop(Arguments arguments) implements Operation {

    private static final int MAX_SIDE = 65_535;

    private static final Parameter<Integer> WIDTH = Parameter.whole("width", 1, MAX_SIDE, "of the part, in pixels");
    private static final Parameter<Integer> HEIGHT = Parameter.whole("height", 1, MAX_SIDE, "of the part, in pixels");
    private static final Parameter<Integer> LEFT = Parameter.whole(
                    "left", 0, MAX_SIDE, "where the part begins, in pixels")
            .optional();
    private static final Parameter<Integer> TOP = Parameter.whole(
                    "top", 0, MAX_SIDE, "where the part begins, in pixels")
            .optional();
    private static final Parameter<String> BY = Parameter.word(
                    "by",
                    List.of("centre", "attention"),
                    "without `left` and `top`, which part is left: the middle, or what people look at first")
            .optional();

    public static final OperationType TYPE = OperationType.of(
                    "crop",
                    "Leaves a part of the image: a box from `left` and `top`, the middle, or what people look at first. Of a part"
                            + " that reaches over the edge, what there is.",
                    Crop::new,
                    WIDTH,
                    HEIGHT,
                    LEFT,
                    TOP,
                    BY)
            .with(Rule.together(LEFT, TOP))
            .with(Rule.notBoth(LEFT, BY));

    @Override
    public void apply(Canvas canvas) {
        int width = arguments.get(WIDTH);
        int height = arguments.get(HEIGHT);
        if (arguments.find(BY).filter("attention"::equals).isPresent()) {
            canvas.cropToAttention(width, height);
        } else {
            canvas.crop(
                    arguments.find(LEFT).orElse(Math.max(0, canvas.width() - width) / 2),
                    arguments.find(TOP).orElse(Math.max(0, canvas.height() - height) / 2),
                    width,
                    height);
        }
    }
}
