package dev.halftone.worker.process.vips;

import dev.halftone.image.parameter.Colour;

/** A colour among an image's pixels. */
final class Background {

    private Background() {}

    /** The image with all the channels that the colour needs: a grey one with colours, an opaque one with opacity. */
    static VipsImage made(VipsImage image, Colour colour) {
        try (VipsImage coloured = image.bands() < 3 && !colour.isGrey()
                ? image.operation("colourspace").with("space", "srgb").image()
                : image.another()) {
            return colour.isOpaque() || coloured.hasAlpha()
                    ? coloured.another()
                    : coloured.operation("addalpha").image();
        }
    }

    /** The colour as a number for each of the image's channels. */
    static String of(VipsImage image, Colour colour) {
        String shade = image.bands() < 3
                ? Integer.toString(colour.red())
                : colour.red() + " " + colour.green() + " " + colour.blue();
        return image.hasAlpha() ? shade + " " + colour.alpha() : shade;
    }
}
