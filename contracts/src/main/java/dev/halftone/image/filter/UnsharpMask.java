package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Sharpens by taking away a blur: Pillow's {@code UnsharpMask}. */
public record UnsharpMask(Arguments arguments) implements Operation {

    private static final Parameter<Double> RADIUS = Parameter.real(
                    "radius", 0, Blurring.MAX_RADIUS, "of the blur that is taken away, in pixels")
            .orElse(2.0);
    private static final Parameter<Integer> PERCENT =
            Parameter.whole("percent", 0, 10_000, "how strongly").orElse(150);
    private static final Parameter<Integer> THRESHOLD = Parameter.whole(
                    "threshold", 0, 255, "how far a sample must be from the blur to be changed")
            .orElse(3);

    public static final OperationType TYPE = OperationType.of(
            "UnsharpMask",
            "Sharpens by taking away a blur. As Pillow does.",
            UnsharpMask::new,
            RADIUS,
            PERCENT,
            THRESHOLD);

    @Override
    public void apply(Canvas canvas) {
        canvas.filter(new Sharpening(
                arguments.get(RADIUS).floatValue(), arguments.get(PERCENT), arguments.get(THRESHOLD), false));
    }
}
