package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;
import java.util.List;

/** Makes each sample a weighed sum of those around it: Pillow's {@code Kernel}. */
public record Kernel(Arguments arguments) implements Operation {

    private static final double MAX_WEIGHT = 1e6;

    private static final Parameter<List<Double>> SIZE =
            Parameter.wholeForEach("size", 2, 3, 5, "of the kernel: [3, 3] or [5, 5]");
    private static final Parameter<List<Double>> KERNEL = Parameter.numbers(
            "kernel", 9, 25, -MAX_WEIGHT, MAX_WEIGHT, "the weights, row by row from the lowest row of pixels: 9 or 25");
    private static final Parameter<Double> SCALE = Parameter.real(
                    "scale", -MAX_WEIGHT, MAX_WEIGHT, "what the sum is divided by; the sum of the weights if absent")
            .orNull();
    private static final Parameter<Double> OFFSET = Parameter.real(
                    "offset", -MAX_WEIGHT, MAX_WEIGHT, "what is added then")
            .orElse(0.0);

    public static final OperationType TYPE = OperationType.of(
            "Kernel",
            "Makes each sample a weighed sum of those around it. As Pillow does.",
            Kernel::new,
            SIZE,
            KERNEL,
            SCALE,
            OFFSET);

    public Kernel {
        List<Double> size = arguments.get(SIZE);
        int weights = arguments.get(KERNEL).size();
        if (!size.equals(List.of(3.0, 3.0)) && !size.equals(List.of(5.0, 5.0))) {
            throw new InvalidPipelineException(
                    "Kernel: 'size' is " + SIZE.type().written(size) + ", but takes [3, 3] or [5, 5]", SIZE.name());
        }
        if (weights != size.getFirst() * size.getLast()) {
            throw new InvalidPipelineException(
                    "Kernel: 'kernel' has " + weights + " numbers, but takes as many as 'size' has places",
                    KERNEL.name());
        }
        if (scale(arguments) == 0) {
            throw new InvalidPipelineException(
                    "Kernel: 'scale' is 0, or the sum of the weights that stands for it is; it takes any other number",
                    SCALE.name());
        }
    }

    @Override
    public void apply(Canvas canvas) {
        List<Double> weights = arguments.get(KERNEL);
        float[] single = new float[weights.size()];
        for (int index = 0; index < single.length; index++) {
            single[index] = weights.get(index).floatValue();
        }
        canvas.filter(Convolution.of(
                single, (float) scale(arguments), arguments.get(OFFSET).floatValue()));
    }

    private static double scale(Arguments arguments) {
        return arguments
                .find(SCALE)
                .orElseGet(() -> arguments.get(KERNEL).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }
}
