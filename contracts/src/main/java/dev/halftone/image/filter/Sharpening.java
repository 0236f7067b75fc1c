package dev.halftone.image.filter;

import dev.halftone.image.Filter;
import dev.halftone.image.Raster;

/**
 * Takes each sample further from what a blur makes of it. As Pillow does it, to the bit.
 *
 * @param radius the blur's standard deviation, in pixels
 * @param percent how much of the difference is added
 * @param threshold how great a difference must be to be added
 */
record Sharpening(float radius, int percent, int threshold, boolean isWeighed) implements Filter {

    @Override
    public void apply(Raster source, Raster target) {
        Blurring.gaussian(radius, radius, isWeighed).apply(source, target);
        byte[] sharp = source.newLine();
        byte[] blurred = source.newLine();
        for (int row = 0; row < source.height(); row++) {
            source.read(row, sharp);
            target.read(row, blurred);
            for (int index = 0; index < sharp.length; index++) {
                sharp[index] = further(sharp[index] & 0xff, blurred[index] & 0xff);
            }
            target.write(row, sharp);
        }
    }

    private byte further(int sharp, int blurred) {
        int difference = sharp - blurred;
        return Math.abs(difference) > threshold
                ? (byte) Math.clamp(sharp + difference * percent / 100, 0, 255)
                : (byte) sharp;
    }
}
