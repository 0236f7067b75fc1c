package dev.halftone.worker.process.vips;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The frames of an animation, which lie one under the other in one image; of a still image, that one. */
record Frames(VipsImage pixels, LibVips vips) {

    private static final String PAGE_HEIGHT = "page-height";

    /** In pixels, of one frame. */
    int height() {
        return pixels.height() / count();
    }

    int count() {
        int pageHeight = pixels.numberOr(PAGE_HEIGHT, pixels.height());
        return pixels.height() % pageHeight == 0 ? pixels.height() / pageHeight : 1;
    }

    VipsImage frame(int index) {
        return Areas.area(pixels, 0, index * height(), pixels.width(), height());
    }

    /**
     * The frames changed one by one and put together again, in memory.
     *
     * @throws VipsException if that fails
     */
    VipsImage each(UnaryOperator<VipsImage> change) {
        List<VipsImage> changed = new ArrayList<>();
        try {
            for (int index = 0; index < count(); index++) {
                try (VipsImage frame = frame(index)) {
                    changed.add(change.apply(frame));
                }
            }
            try (VipsImage joined = join(changed)) {
                VipsImage result = joined.inMemory();
                result.set(PAGE_HEIGHT, result.height() / changed.size());
                return result;
            }
        } finally {
            changed.forEach(VipsImage::close);
        }
    }

    private VipsImage join(List<VipsImage> frames) {
        return frames.size() == 1
                ? frames.getFirst().another()
                : new VipsOperation(vips, "arrayjoin")
                        .with("in", frames)
                        .with("across", 1)
                        .image();
    }
}
