package dev.halftone.worker.process.vips;

import dev.halftone.image.ImageFormat;
import java.lang.foreign.MemorySegment;

/** Loads one file with the one loader of its format. Pixels are decoded later, row by row, as they are asked for. */
record VipsLoader(LibVips vips, ImageFormat format, MemorySegment bytes) {

    /** The first frame. */
    VipsImage open() {
        return operation().image();
    }

    /** The first frame, where {@code shrink} pixels a side become one if the format can do that. */
    VipsImage shrunk(int shrink) {
        return format == ImageFormat.JPEG ? operation().with("shrink", shrink).image() : open();
    }

    /** All frames, one under the other. */
    VipsImage animation() {
        return operation().with("n", -1).image();
    }

    private VipsOperation operation() {
        return new VipsOperation(vips, name())
                .with("buffer", bytes)
                .with("access", "sequential")
                .with("fail_on", "error");
    }

    private String name() {
        return switch (format) {
            case JPEG -> "jpegload_buffer";
            case PNG -> "pngload_buffer";
            case GIF -> "gifload_buffer";
            case WEBP -> "webpload_buffer";
            case AVIF -> "heifload_buffer";
            case TIFF -> "tiffload_buffer";
        };
    }
}
