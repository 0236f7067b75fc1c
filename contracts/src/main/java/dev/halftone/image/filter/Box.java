package dev.halftone.image.filter;

import dev.halftone.image.Raster;
import java.util.Arrays;

/** The mean over a stretch of samples, in fixed point: 24 bits of fraction in an unsigned number of 32. */
final class Box {

    private static final int ONE = 1 << 24;
    private static final int HALF = 1 << 23;

    private final int radius;
    private final int weight;
    private final int outerWeight;

    /** @param radius in samples; the one beyond its whole part counts for the rest */
    Box(float radius) {
        this.radius = (int) radius;
        this.weight = (int) (ONE / (radius * 2 + 1));
        this.outerWeight = (ONE - (this.radius * 2 + 1) * weight) / 2;
    }

    /** @param channels that lie side by side, each on its own */
    void blur(byte[] line, byte[] blurred, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            blur(line, blurred, channel, channels);
        }
    }

    private void blur(byte[] line, byte[] blurred, int channel, int step) {
        int last = line.length - step + channel;
        int reach = radius * step;
        int sum = 0;
        for (int place = channel - reach; place <= channel + reach; place += step) {
            sum += line[Math.clamp(place, channel, last)] & 0xff;
        }
        for (int place = channel; place <= last; place += step) {
            int before = line[Math.max(place - reach - step, channel)] & 0xff;
            int after = line[Math.min(place + reach + step, last)] & 0xff;
            blurred[place] = mean(sum, before + after);
            sum += after - (line[Math.max(place - reach, channel)] & 0xff);
        }
    }

    private byte mean(int sum, int outer) {
        return (byte) ((sum * weight + outer * outerWeight + HALF) >>> 24);
    }

    /** Row by row, all columns at once; the rows that are overwritten are kept for as long as the box reaches back to them. */
    void blurColumns(Raster raster) {
        int last = raster.height() - 1;
        byte[][] kept = new byte[radius + 2][];
        Arrays.setAll(kept, index -> raster.newLine());
        byte[] line = raster.newLine();
        int[] sums = new int[line.length];
        for (int row = -radius; row <= radius; row++) {
            raster.read(Math.clamp(row, 0, last), line);
            add(sums, line);
        }
        byte[] after = raster.newLine();
        for (int row = 0; row <= last; row++) {
            raster.read(row, kept[row % kept.length]);
            raster.read(Math.min(row + radius + 1, last), after);
            byte[] before = kept[Math.max(row - radius - 1, 0) % kept.length];
            for (int index = 0; index < line.length; index++) {
                line[index] = mean(sums[index], (before[index] & 0xff) + (after[index] & 0xff));
            }
            raster.write(row, line);
            move(sums, kept[Math.max(row - radius, 0) % kept.length], after);
        }
    }

    private static void add(int[] sums, byte[] line) {
        for (int index = 0; index < line.length; index++) {
            sums[index] += line[index] & 0xff;
        }
    }

    private static void move(int[] sums, byte[] leaving, byte[] entering) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += (entering[index] & 0xff) - (leaving[index] & 0xff);
        }
    }
}
