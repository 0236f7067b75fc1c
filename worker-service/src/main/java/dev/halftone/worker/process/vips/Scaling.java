package dev.halftone.worker.process.vips;

import dev.halftone.image.Geometry;

/** Scales one frame, transparency weighing the colours so that nothing bleeds out of what cannot be seen. */
final class Scaling {

    private Scaling() {}

    static VipsImage scaled(VipsImage image, Geometry geometry) {
        try (VipsImage scaled = scaled(image, geometry.scaledWidth(), geometry.scaledHeight())) {
            return Areas.area(
                    scaled,
                    (geometry.scaledWidth() - geometry.width()) / 2,
                    (geometry.scaledHeight() - geometry.height()) / 2,
                    geometry.width(),
                    geometry.height());
        }
    }

    private static VipsImage scaled(VipsImage image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image.another();
        }
        if (!image.hasAlpha()) {
            return resize(image, width, height);
        }
        try (VipsImage weighed = image.operation("premultiply").image();
                VipsImage resized = resize(weighed, width, height);
                VipsImage plain = resized.operation("unpremultiply").image()) {
            return plain.operation("cast").with("format", "uchar").image();
        }
    }

    private static VipsImage resize(VipsImage image, int width, int height) {
        return image.operation("resize")
                .with("scale", (double) width / image.width())
                .with("vscale", (double) height / image.height())
                .image();
    }
}
