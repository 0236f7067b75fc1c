package dev.halftone.analysis;

import java.util.Arrays;
import java.util.Map;

/**
 * The hash of pHash (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, 3.2.1): the luma (ITU-R BT.601)
 * of 32 x 32 means of areas, its cosine transform (DCT-II), and of the 8 x 8 frequencies above the lowest row and column a bit each,
 * from the lowest on: whether it is above their median. Waves are rounded to half a shade first: else the hash of a smooth
 * slope would be that of its encoder's noise.
 */
final class PerceptualHash implements Analysis {

    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;

    /** Of the sum over a wave that is half a shade high. */
    private static final double HALF_A_SHADE = SIDE * SIDE / 8.0;

    private static final double[][] WAVES = waves();

    @Override
    public String name() {
        return "perceptual-hash";
    }

    @Override
    public String description() {
        return "A 64-bit pHash of 16 hexadecimal digits: images that look alike, in whatever size or format, differ in few"
                + " bits, others in many. What is transparent is white.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^[0-9a-f]{16}$");
    }

    @Override
    public String of(Picture picture) {
        double[][] luma = luma(picture.pixels().onWhite());
        long[] sums = frequencies(means(luma));
        long[] sorted = sums.clone();
        Arrays.sort(sorted);
        long twiceMedian = sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2];
        long hash = 0;
        for (long sum : sums) {
            hash = hash << 1 | (2 * sum > twiceMedian ? 1 : 0);
        }
        return "%016x".formatted(hash);
    }

    private static double[][] luma(Pixels pixels) {
        double[][] luma = new double[pixels.height()][pixels.width()];
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                luma[y][x] = 0.299 * pixels.red(x, y) + 0.587 * pixels.green(x, y) + 0.114 * pixels.blue(x, y);
            }
        }
        return luma;
    }

    private static double[][] means(double[][] luma) {
        return transposed(meansOfRows(transposed(meansOfRows(luma))));
    }

    private static double[][] meansOfRows(double[][] rows) {
        return Arrays.stream(rows).map(PerceptualHash::meansOf).toArray(double[][]::new);
    }

    /** Of as many equal parts of the line, which may begin and end within samples. */
    private static double[] meansOf(double[] line) {
        double[] means = new double[SIDE];
        double length = (double) line.length / SIDE;
        for (int part = 0; part < SIDE; part++) {
            double from = part * length;
            double to = from + length;
            for (int place = (int) from; place < Math.min(line.length, (int) Math.ceil(to)); place++) {
                means[part] += line[place] * (Math.min(to, place + 1.0) - Math.max(from, place)) / length;
            }
        }
        return means;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return columns;
    }

    /** The lowest row first, and in it the lowest column. */
    private static long[] frequencies(double[][] square) {
        long[] sums = new long[FREQUENCIES * FREQUENCIES];
        for (int down = 0; down < FREQUENCIES; down++) {
            for (int across = 0; across < FREQUENCIES; across++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    for (int x = 0; x < SIDE; x++) {
                        sum += square[y][x] * WAVES[down][y] * WAVES[across][x];
                    }
                }
                sums[down * FREQUENCIES + across] = Math.round(sum / HALF_A_SHADE);
            }
        }
        return sums;
    }

    private static double[][] waves() {
        double[][] waves = new double[FREQUENCIES][SIDE];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            for (int place = 0; place < SIDE; place++) {
                waves[frequency][place] = StrictMath.cos((2 * place + 1) * (frequency + 1) * Math.PI / (2 * SIDE));
            }
        }
        return waves;
    }
}
