package dev.halftone.worker.process.vips;

import dev.halftone.image.parameter.Colour;

/** Turns one frame, clockwise. */
final class Turning {

    private Turning() {}

    static VipsImage turned(VipsImage image, double degrees, Colour background) {
        double angle = (degrees % 360 + 360) % 360;
        return angle % 90 == 0 ? byQuarters(image, (int) angle) : byAny(image, angle, background);
    }

    private static VipsImage byQuarters(VipsImage image, int angle) {
        return image.operation("rot").with("angle", "d" + angle).image();
    }

    /** Opacity weighs the colours while they are mixed, the background's as well. */
    private static VipsImage byAny(VipsImage image, double angle, Colour background) {
        Colour weighed = new Colour(
                background.red() * background.alpha() / 255,
                background.green() * background.alpha() / 255,
                background.blue() * background.alpha() / 255,
                background.alpha());
        try (VipsImage ready = Background.made(image, background)) {
            return ready.operation("rotate")
                    .with("angle", angle)
                    .with("background", Background.of(ready, weighed))
                    .image();
        }
    }
}
