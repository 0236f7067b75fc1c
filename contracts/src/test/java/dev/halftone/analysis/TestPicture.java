package dev.halftone.analysis;

import dev.halftone.image.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;

/** A picture that is given pixel by pixel, of the file {@code abc}. */
record TestPicture(Pixels pixels) implements Picture {

    /** @param colour of a place, as {@code 0xaarrggbb} */
    static TestPicture of(int width, int height, IntBinaryOperator colour) {
        byte[] samples = new byte[width * height * 4];
        for (int pixel = 0; pixel < width * height; pixel++) {
            int argb = colour.applyAsInt(pixel % width, pixel / width);
            samples[4 * pixel] = (byte) (argb >> 16);
            samples[4 * pixel + 1] = (byte) (argb >> 8);
            samples[4 * pixel + 2] = (byte) argb;
            samples[4 * pixel + 3] = (byte) (argb >>> 24);
        }
        return new TestPicture(new Pixels(width, height, samples));
    }

    static int opaque(int red, int green, int blue) {
        return 0xff << 24 | red << 16 | green << 8 | blue;
    }

    @Override
    public byte[] file() {
        return "abc".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.AVIF;
    }

    @Override
    public int width() {
        return 3000;
    }

    @Override
    public int height() {
        return 2000;
    }

    @Override
    public int frames() {
        return 7;
    }
}
