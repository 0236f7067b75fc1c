package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Makes each sample the least of those around it: Pillow's {@code MinFilter}. */
public record MinFilter(Arguments arguments) implements Operation {

    private static final Parameter<Integer> SIZE = RankFilter.SIZE.orElse(3);

    public static final OperationType TYPE = OperationType.of(
            "MinFilter",
            "Makes each sample the least of those around it, which lets dark parts grow. As Pillow does.",
            MinFilter::new,
            SIZE);

    @Override
    public void apply(Canvas canvas) {
        int size = arguments.get(SIZE);
        canvas.rank(size, 0);
    }
}
