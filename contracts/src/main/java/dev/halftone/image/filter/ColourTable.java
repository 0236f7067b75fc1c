package dev.halftone.image.filter;

import dev.halftone.image.Filter;
import dev.halftone.image.Raster;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks each colour up among the eight of a table that are nearest, and mixes these by how near they are. As Pillow does it, to the
 * bit: shades in fixed point with 18 bits of fraction, of which 15 weigh; colours in 16 bits, of which 6 are fraction.
 */
final class ColourTable implements Filter {

    private static final int SCALE_BITS = 18;
    private static final int SHIFT_BITS = 15;
    private static final int PRECISION_BITS = 6;
    private static final int HALF = 1 << (PRECISION_BITS - 1);
    private static final int FULL = 255 << PRECISION_BITS;

    private final int channels;
    private final OptionalInt wanted;
    private final short[] table;
    private final Axis red;
    private final Axis green;
    private final Axis blue;

    private ColourTable(int[] size, int channels, OptionalInt wanted, short[] table) {
        this.channels = channels;
        this.wanted = wanted;
        this.table = table;
        this.red = new Axis(size[0], channels);
        this.green = new Axis(size[1], channels * size[0]);
        this.blue = new Axis(size[2], channels * size[0] * size[1]);
    }

    /**
     * @param size how many shades of red, green and blue there are
     * @param channels of the table's colours, 3 or 4
     * @param wanted how many channels the image has then, at least the table's; if absent, its own and the table's
     * @param colours where 1 is full
     */
    static ColourTable of(int[] size, int channels, OptionalInt wanted, List<Double> colours) {
        short[] table = new short[colours.size()];
        for (int index = 0; index < table.length; index++) {
            float scaled = colours.get(index).floatValue() * FULL;
            table[index] = (short) Math.clamp(scaled + (scaled < 0 ? -0.5 : 0.5), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new ColourTable(size, channels, wanted, table);
    }

    @Override
    public int channels(int given) {
        return wanted.orElse(channels == 4 ? 4 : given < 3 ? given + 2 : given);
    }

    @Override
    public void apply(Raster source, Raster target) {
        byte[] line = source.newLine();
        byte[] made = target.newLine();
        for (int row = 0; row < source.height(); row++) {
            source.read(row, line);
            for (int pixel = 0; pixel < source.width(); pixel++) {
                int place = pixel * target.channels();
                if (target.channels() == 4) {
                    made[place + 3] = line[pixel * 4 + 3];
                }
                lookUp(line, pixel * source.channels(), made, place);
            }
            target.write(row, made);
        }
    }

    private void lookUp(byte[] line, int pixel, byte[] made, int target) {
        int redShade = red.shade(line[pixel]);
        int greenShade = green.shade(line[pixel + 1]);
        int blueShade = blue.shade(line[pixel + 2]);
        int corner = red.index(redShade) + green.index(greenShade) + blue.index(blueShade);
        int redShift = shift(redShade);
        int greenShift = shift(greenShade);
        int blueShift = shift(blueShade);
        for (int channel = 0; channel < channels; channel++) {
            int place = corner + channel;
            int dark = mix(face(place, redShift), face(place + green.step, redShift), greenShift);
            int light =
                    mix(face(place + blue.step, redShift), face(place + blue.step + green.step, redShift), greenShift);
            int mixed = mix(dark, light, blueShift);
            made[target + channel] = (byte) Math.clamp((mixed + HALF) >> PRECISION_BITS, 0, 255);
        }
    }

    private int face(int place, int redShift) {
        return mix(table[place], table[place + red.step], redShift);
    }

    private static int mix(int first, int second, int shift) {
        return (first * ((1 << SHIFT_BITS) - shift) + second * shift) >> SHIFT_BITS;
    }

    private static int shift(int shade) {
        return (shade & ((1 << SCALE_BITS) - 1)) >> (SCALE_BITS - SHIFT_BITS);
    }

    /** One of the table's three directions. */
    private static final class Axis {

        private final int scale;
        private final int step;

        Axis(int size, int step) {
            this.scale = (int) ((size - 1) / 255.0 * (1 << SCALE_BITS));
            this.step = step;
        }

        /** Where the sample lies among the shades, in fixed point: never on the last. */
        int shade(byte sample) {
            return (sample & 0xff) * scale;
        }

        int index(int shade) {
            return (shade >> SCALE_BITS) * step;
        }
    }
}
