package dev.halftone.image.geometry;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Colour;
import dev.halftone.image.parameter.Parameter;

/** Turns the image. */
public record Rotate(Arguments arguments) implements Operation {

    private static final Parameter<Double> ANGLE =
            Parameter.real("angle", -360, 360, "in degrees, clockwise; a multiple of 90 moves pixels and changes none");
    private static final Parameter<Colour> BACKGROUND = Parameter.colour(
                    "background", "what is seen in the corners at other angles")
            .orElse(Colour.WHITE);

    public static final OperationType TYPE = OperationType.of(
            "rotate",
            "Turns the image by any angle. It grows to hold all that it did.",
            Rotate::new,
            ANGLE,
            BACKGROUND);

    @Override
    public void apply(Canvas canvas) {
        canvas.rotate(arguments.get(ANGLE), arguments.get(BACKGROUND));
    }
}
