package dev.halftone.image.filter;

import dev.halftone.image.Filter;
import dev.halftone.image.Raster;
import java.util.Arrays;

/**
 * Makes each sample the most frequent of its channel in a window around it, the least of several; as it is if none is there more than
 * twice. As in Pillow, what lies beyond the edges is nothing.
 *
 * @param size of the window's side, odd
 */
record MostFrequent(int size) implements Filter {

    @Override
    public void apply(Raster source, Raster target) {
        int reach = size / 2;
        byte[][] lines = new byte[size][];
        Arrays.setAll(lines, index -> source.newLine());
        byte[] made = source.newLine();
        int read = 0;
        for (int row = 0; row < source.height(); row++) {
            int last = Math.min(row + reach, source.height() - 1);
            for (; read <= last; read++) {
                source.read(read, lines[read % size]);
            }
            byte[][] window = window(lines, Math.max(0, row - reach), last);
            for (int channel = 0; channel < source.channels(); channel++) {
                slide(window, lines[row % size], made, channel, source.channels());
            }
            target.write(row, made);
        }
    }

    private byte[][] window(byte[][] lines, int first, int last) {
        byte[][] window = new byte[last - first + 1][];
        Arrays.setAll(window, index -> lines[(first + index) % size]);
        return window;
    }

    private void slide(byte[][] window, byte[] line, byte[] made, int channel, int step) {
        int reach = size / 2 * step;
        int[] counts = new int[256];
        for (int entering = channel; entering < line.length + reach; entering += step) {
            if (entering < line.length) {
                count(counts, window, entering, 1);
            }
            int place = entering - reach;
            if (place >= 0) {
                made[place] = mostFrequent(counts, line[place]);
                if (place - reach >= 0) {
                    count(counts, window, place - reach, -1);
                }
            }
        }
    }

    private static void count(int[] counts, byte[][] window, int place, int times) {
        for (byte[] line : window) {
            counts[line[place] & 0xff] += times;
        }
    }

    private static byte mostFrequent(int[] counts, byte otherwise) {
        int best = 0;
        for (int value = 1; value < counts.length; value++) {
            if (counts[value] > counts[best]) {
                best = value;
            }
        }
        return counts[best] > 2 ? (byte) best : otherwise;
    }
}
