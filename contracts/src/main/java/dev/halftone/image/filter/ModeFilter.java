package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Makes each sample the most frequent of those around it: Pillow's {@code ModeFilter}. */
public record ModeFilter(Arguments arguments) implements Operation {

    private static final Parameter<Integer> SIZE = RankFilter.SIZE.orElse(3);

    public static final OperationType TYPE = OperationType.of(
            "ModeFilter",
            "Makes each sample the most frequent of those around it, if one is there more than twice. As Pillow does.",
            ModeFilter::new,
            SIZE);

    @Override
    public void apply(Canvas canvas) {
        canvas.filter(new MostFrequent(arguments.get(SIZE)));
    }
}
