package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Makes each sample the greatest of those around it: Pillow's {@code MaxFilter}. */
public record MaxFilter(Arguments arguments) implements Operation {

    private static final Parameter<Integer> SIZE = RankFilter.SIZE.orElse(3);

    public static final OperationType TYPE = OperationType.of(
            "MaxFilter",
            "Makes each sample the greatest of those around it, which lets bright parts grow. As Pillow does.",
            MaxFilter::new,
            SIZE);

    @Override
    public void apply(Canvas canvas) {
        int size = arguments.get(SIZE);
        canvas.rank(size, size * size - 1);
    }
}
