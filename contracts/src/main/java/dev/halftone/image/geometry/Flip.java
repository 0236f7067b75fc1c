package dev.halftone.image.geometry;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;
import java.util.List;

/** Mirrors the image. */
public record Flip(Arguments arguments) implements Operation {

    private static final Parameter<String> DIRECTION = Parameter.word(
            "direction",
            List.of("horizontal", "vertical"),
            "which way: left and right change places, or top and bottom");

    public static final OperationType TYPE = OperationType.of("flip", "Mirrors the image.", Flip::new, DIRECTION);

    @Override
    public void apply(Canvas canvas) {
        canvas.flip(arguments.get(DIRECTION).equals("horizontal"));
    }
}
