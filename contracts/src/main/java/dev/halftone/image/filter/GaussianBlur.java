package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;
import java.util.List;

/** Blurs nearly as a Gaussian does: Pillow's {@code GaussianBlur}. */
public record GaussianBlur(Arguments arguments) implements Operation {

    private static final Parameter<List<Double>> RADIUS = Parameter.each(
                    "radius",
                    2,
                    0,
                    Blurring.MAX_RADIUS,
                    "the standard deviation, in pixels: to both sides, and up and down")
            .orElse(List.of(2.0, 2.0));

    public static final OperationType TYPE = OperationType.of(
            "GaussianBlur",
            "Blurs: three box blurs that come near to a Gaussian's. As Pillow does.",
            GaussianBlur::new,
            RADIUS);

    @Override
    public void apply(Canvas canvas) {
        List<Double> radius = arguments.get(RADIUS);
        canvas.filter(Blurring.gaussian(
                radius.getFirst().floatValue(), radius.getLast().floatValue(), false));
    }
}
