package dev.halftone.worker.process.vips;

import java.util.function.UnaryOperator;

/** Lets opacity weigh the colours while pixels are mixed, so that nothing bleeds out of what cannot be seen. */
final class Weighing {

    private Weighing() {}

    /** @param mix of colours that opacity has been multiplied into, if there is any */
    static VipsImage weighed(VipsImage image, UnaryOperator<VipsImage> mix) {
        if (!image.hasAlpha()) {
            return mix.apply(image);
        }
        try (VipsImage weighed = image.operation("premultiply").image();
                VipsImage mixed = mix.apply(weighed);
                VipsImage plain = mixed.operation("unpremultiply").image()) {
            return bytes(plain);
        }
    }

    /** Of 8 bits a channel. */
    private static VipsImage bytes(VipsImage image) {
        return image.operation("cast").with("format", "uchar").image();
    }
}
