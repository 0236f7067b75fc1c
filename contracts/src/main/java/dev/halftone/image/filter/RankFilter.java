package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;

/** Makes each sample the one of a given rank among those around it: Pillow's {@code RankFilter}. */
public record RankFilter(Arguments arguments) implements Operation {

    /** Of the windows that are gone through for every sample: its square is what one costs. */
    private static final int MAX_SIZE = 31;

    static final Parameter<Integer> SIZE = Parameter.odd("size", 1, MAX_SIZE, "the side of the window, in pixels");

    private static final Parameter<Integer> RANK = Parameter.whole(
            "rank",
            0,
            MAX_SIZE * MAX_SIZE - 1,
            "which of the window's samples: 0 for the least; below the square of `size`");

    public static final OperationType TYPE = OperationType.of(
            "RankFilter",
            "Makes each sample the one of a given rank among those around it. As Pillow does.",
            RankFilter::new,
            SIZE,
            RANK);

    public RankFilter {
        int size = arguments.get(SIZE);
        int rank = arguments.get(RANK);
        if (rank >= size * size) {
            throw new InvalidPipelineException(
                    "RankFilter: 'rank' is " + rank + ", but takes a whole number from 0 to " + (size * size - 1)
                            + " with 'size' " + size,
                    RANK.name());
        }
    }

    @Override
    public void apply(Canvas canvas) {
        canvas.rank(arguments.get(SIZE), arguments.get(RANK));
    }
}
