package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;
import java.util.List;

/** Makes each sample the mean of those in a box around it: Pillow's {@code BoxBlur}. */
public record BoxBlur(Arguments arguments) implements Operation {

    private static final Parameter<List<Double>> RADIUS = Parameter.each(
            "radius", 2, 0, Blurring.MAX_RADIUS, "how far the box reaches, in pixels: to both sides, and up and down");

    public static final OperationType TYPE = OperationType.of(
            "BoxBlur", "Makes each sample the mean of those in a box around it. As Pillow does.", BoxBlur::new, RADIUS);

    @Override
    public void apply(Canvas canvas) {
        List<Double> radius = arguments.get(RADIUS);
        canvas.filter(
                new Blurring(radius.getFirst().floatValue(), radius.getLast().floatValue(), 1, false));
    }
}
