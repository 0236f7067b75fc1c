package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Makes each sample the one in the middle of those around it: Pillow's {@code MedianFilter}. */
public record MedianFilter(Arguments arguments) implements Operation {

    private static final Parameter<Integer> SIZE = RankFilter.SIZE.orElse(3);

    public static final OperationType TYPE = OperationType.of(
            "MedianFilter",
            "Makes each sample the one in the middle of those around it, which takes specks away. As Pillow does.",
            MedianFilter::new,
            SIZE);

    @Override
    public void apply(Canvas canvas) {
        int size = arguments.get(SIZE);
        canvas.rank(size, size * size / 2);
    }
}
