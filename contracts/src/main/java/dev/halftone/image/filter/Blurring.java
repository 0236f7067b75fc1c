package dev.halftone.image.filter;

import dev.halftone.image.Filter;
import dev.halftone.image.Raster;

/**
 * Makes each sample the mean of those in a box around it, several times in turn, which comes near to a Gaussian. As Pillow does it, to
 * the bit: a box may reach a fraction of a pixel further, the sums are of whole numbers, and beyond the edges lies what is at them.
 *
 * @param horizontal how far the box reaches to both sides, in pixels
 * @param vertical how far it reaches up and down
 */
record Blurring(float horizontal, float vertical, int passes, boolean isWeighed) implements Filter {

    /** As many rows are kept while columns are gone through. */
    static final int MAX_RADIUS = 100;

    private static final int GAUSSIAN_PASSES = 3;

    /** @param horizontal the standard deviation, in pixels */
    static Blurring gaussian(float horizontal, float vertical, boolean isWeighed) {
        return new Blurring(boxRadius(horizontal), boxRadius(vertical), GAUSSIAN_PASSES, isWeighed);
    }

    /**
     * The box whose repeated blur has this standard deviation (Gwosdek et al., "Theoretical Foundations of Gaussian Convolution by
     * Extended Box Filtering").
     */
    private static float boxRadius(float sigma) {
        float variance = sigma * sigma / GAUSSIAN_PASSES;
        float length = (float) Math.sqrt(12.0 * variance + 1.0);
        float whole = (float) Math.floor((length - 1.0) / 2.0);
        float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
        part /= 6 * (variance - (whole + 1) * (whole + 1));
        return whole + part;
    }

    @Override
    public void apply(Raster source, Raster target) {
        Box across = new Box(horizontal);
        byte[] line = source.newLine();
        byte[] blurred = source.newLine();
        for (int row = 0; row < source.height(); row++) {
            source.read(row, line);
            for (int pass = 0; pass < passes && horizontal != 0; pass++) {
                across.blur(line, blurred, source.channels());
                System.arraycopy(blurred, 0, line, 0, line.length);
            }
            target.write(row, line);
        }
        Box down = new Box(vertical);
        for (int pass = 0; pass < passes && vertical != 0; pass++) {
            down.blurColumns(target);
        }
    }
}
