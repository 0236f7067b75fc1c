package dev.halftone.image.filter;

import dev.halftone.image.Filter;
import dev.halftone.image.Raster;
import java.util.Arrays;

/**
 * Makes each sample the weighed sum of those around it. As Pillow does it, to the bit: in single precision, summed row by row from
 * the lowest, with the kernel's first row on the lowest; samples whose window reaches over the edge stay as they are.
 */
final class Convolution implements Filter {

    private final int side;
    private final float[] weights;
    private final float bias;

    private Convolution(int side, float[] weights, float bias) {
        this.side = side;
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * @param weights of a window of 3 × 3 or 5 × 5, row by row
     * @param scale that the sum is divided by
     * @param offset that is added then
     */
    static Convolution of(float[] weights, float scale, float offset) {
        float[] scaled = weights.clone();
        for (int index = 0; index < scaled.length; index++) {
            scaled[index] /= scale;
        }
        return new Convolution(weights.length == 9 ? 3 : 5, scaled, offset + 0.5f);
    }

    @Override
    public void apply(Raster source, Raster target) {
        int reach = side / 2;
        boolean fits = source.width() >= side && source.height() >= side;
        Window window = new Window(source, side);
        float[] sums = new float[source.width() * source.channels()];
        byte[] line = source.newLine();
        for (int row = 0; row < source.height(); row++) {
            source.read(row, line);
            if (fits && row >= reach && row < source.height() - reach) {
                sum(window, row, sums, source.channels());
                round(sums, line, reach * source.channels());
            }
            target.write(row, line);
        }
    }

    private void sum(Window window, int row, float[] sums, int step) {
        Arrays.fill(sums, bias);
        for (int part = 0; part < side; part++) {
            float[] line = window.line(row + side / 2 - part);
            if (side == 3) {
                addThree(sums, line, step, 3 * part);
            } else {
                addFive(sums, line, step, 5 * part);
            }
        }
    }

    private void addThree(float[] sums, float[] line, int step, int first) {
        float left = weights[first];
        float middle = weights[first + 1];
        float right = weights[first + 2];
        for (int index = step; index < line.length - step; index++) {
            sums[index] += line[index - step] * left + line[index] * middle + line[index + step] * right;
        }
    }

    private void addFive(float[] sums, float[] line, int step, int first) {
        float outerLeft = weights[first];
        float left = weights[first + 1];
        float middle = weights[first + 2];
        float right = weights[first + 3];
        float outerRight = weights[first + 4];
        for (int index = 2 * step; index < line.length - 2 * step; index++) {
            sums[index] += line[index - 2 * step] * outerLeft
                    + line[index - step] * left
                    + line[index] * middle
                    + line[index + step] * right
                    + line[index + 2 * step] * outerRight;
        }
    }

    private static void round(float[] sums, byte[] line, int margin) {
        for (int index = margin; index < line.length - margin; index++) {
            line[index] = (byte) (int) Math.clamp(sums[index], 0f, 255f);
        }
    }

    /** The last rows that were read, as numbers. */
    private static final class Window {

        private final Raster source;
        private final float[][] lines;
        private final byte[] read;
        private int next;

        Window(Raster source, int rows) {
            this.source = source;
            this.lines = new float[rows][source.width() * source.channels()];
            this.read = source.newLine();
        }

        /** @param row asked for in rising order, but for as many back as are kept */
        float[] line(int row) {
            while (next <= row) {
                source.read(next, read);
                float[] line = lines[next % lines.length];
                for (int index = 0; index < line.length; index++) {
                    line[index] = read[index] & 0xff;
                }
                next++;
            }
            return lines[row % lines.length];
        }
    }
}
