package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import java.util.List;

/** Pillow's kernels that have a name and take nothing. */
public final class NamedKernels {

    public static final List<OperationType> TYPES = List.of(
            kernel("BLUR", "Blurs a little.", 16, 0, new float[] {
                1, 1, 1, 1, 1,
                1, 0, 0, 0, 1,
                1, 0, 0, 0, 1,
                1, 0, 0, 0, 1,
                1, 1, 1, 1, 1
            }),
            kernel("CONTOUR", "Leaves lines on white where colours change.", 1, 255, new float[] {
                -1, -1, -1,
                -1, 8, -1,
                -1, -1, -1
            }),
            kernel("DETAIL", "Brings out details.", 6, 0, new float[] {
                0, -1, 0,
                -1, 10, -1,
                0, -1, 0
            }),
            kernel("EDGE_ENHANCE", "Brings out edges.", 2, 0, new float[] {
                -1, -1, -1,
                -1, 10, -1,
                -1, -1, -1
            }),
            kernel("EDGE_ENHANCE_MORE", "Brings out edges strongly.", 1, 0, new float[] {
                -1, -1, -1,
                -1, 9, -1,
                -1, -1, -1
            }),
            kernel("EMBOSS", "Makes a relief, lit from above.", 1, 128, new float[] {
                -1, 0, 0,
                0, 1, 0,
                0, 0, 0
            }),
            kernel("FIND_EDGES", "Leaves lines on black where colours change.", 1, 0, new float[] {
                -1, -1, -1,
                -1, 8, -1,
                -1, -1, -1
            }),
            kernel("SHARPEN", "Sharpens.", 16, 0, new float[] {
                -2, -2, -2,
                -2, 32, -2,
                -2, -2, -2
            }),
            kernel("SMOOTH", "Smoothes.", 13, 0, new float[] {
                1, 1, 1,
                1, 5, 1,
                1, 1, 1
            }),
            kernel("SMOOTH_MORE", "Smoothes strongly.", 100, 0, new float[] {
                1, 1, 1, 1, 1,
                1, 5, 5, 5, 1,
                1, 5, 44, 5, 1,
                1, 5, 5, 5, 1,
                1, 1, 1, 1, 1
            }));

    private NamedKernels() {}

    /** @param weights divided by {@code scale}, with {@code offset} added to their sum */
    private static OperationType kernel(String name, String effect, float scale, float offset, float[] weights) {
        Convolution convolution = Convolution.of(weights, scale, offset);
        return OperationType.of(name, effect + " As Pillow does.", arguments -> new Step(arguments, convolution));
    }

    private record Step(Arguments arguments, Convolution convolution) implements Operation {
        @Override
        public void apply(Canvas canvas) {
            canvas.filter(convolution);
        }
    }
}
