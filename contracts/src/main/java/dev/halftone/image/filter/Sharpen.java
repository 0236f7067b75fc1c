package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Sharpens. */
public record Sharpen(Arguments arguments) implements Operation {

    private static final int THRESHOLD = 2;

    private static final Parameter<Double> SIGMA = Parameter.real(
                    "sigma", 0, Blurring.MAX_RADIUS, "how wide the edges are that are sharpened, in pixels")
            .orElse(1.0);
    private static final Parameter<Double> AMOUNT =
            Parameter.real("amount", 0, 10, "how strongly").orElse(1.0);

    public static final OperationType TYPE = OperationType.of(
            "sharpen", "Sharpens edges and leaves even parts as they are.", Sharpen::new, SIGMA, AMOUNT);

    @Override
    public void apply(Canvas canvas) {
        int percent = (int) Math.round(100 * arguments.get(AMOUNT));
        canvas.filter(new Sharpening(arguments.get(SIGMA).floatValue(), percent, THRESHOLD, true));
    }
}
