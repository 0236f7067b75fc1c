package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Blurs. */
public record Blur(Arguments arguments) implements Operation {

    private static final Parameter<Double> SIGMA = Parameter.real(
                    "sigma", 0, Blurring.MAX_RADIUS, "the standard deviation, in pixels")
            .orElse(2.0);

    public static final OperationType TYPE =
            OperationType.of("blur", "Blurs. What cannot be seen does not bleed into what can.", Blur::new, SIGMA);

    @Override
    public void apply(Canvas canvas) {
        float sigma = arguments.get(SIGMA).floatValue();
        canvas.filter(Blurring.gaussian(sigma, sigma, true));
    }
}
