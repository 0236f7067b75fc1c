package dev.halftone.worker.process.vips;

import dev.halftone.image.parameter.Colour;

/** Parts of one frame, and frames in larger ones. */
final class Areas {

    private Areas() {}

    static VipsImage area(VipsImage image, int left, int top, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image.another();
        }
        return image.operationOn("extract_area", "input")
                .with("left", left)
                .with("top", top)
                .with("width", width)
                .with("height", height)
                .image();
    }

    /** Where the part of this size lies that people look at first. */
    static Place ofAttention(VipsImage image, int width, int height) {
        try (VipsImage part = image.operationOn("smartcrop", "input")
                .with("width", width)
                .with("height", height)
                .with("interesting", "attention")
                .image()) {
            // where an image was before it was cropped, its header keeps as what must be added
            return new Place(-part.number("xoffset"), -part.number("yoffset"));
        }
    }

    /** In pixels from the left and from the top. */
    record Place(int left, int top) {}

    static VipsImage extended(VipsImage image, int width, int height, Colour background) {
        int wide = Math.max(width, image.width());
        int high = Math.max(height, image.height());
        try (VipsImage ready = Background.made(image, background)) {
            return ready.operation("embed")
                    .with("x", (wide - image.width()) / 2)
                    .with("y", (high - image.height()) / 2)
                    .with("width", wide)
                    .with("height", high)
                    .with("extend", "background")
                    .with("background", Background.of(ready, background))
                    .image();
        }
    }
}
