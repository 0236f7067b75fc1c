package dev.halftone.worker.process.vips;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.process.Bitmap;
import dev.halftone.worker.process.Encoding;
import dev.halftone.worker.process.Geometry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Pixels in native memory. */
final class VipsBitmap implements Bitmap {

    private static final String PAGE_HEIGHT = "page-height";

    private final VipsImage pixels;
    private final LibVips vips;

    /** @param pixels in memory; closed with this bitmap */
    VipsBitmap(VipsImage pixels, LibVips vips) {
        this.pixels = pixels;
        this.vips = vips;
    }

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return pixels.height() / frames();
    }

    @Override
    public int frames() {
        int pageHeight = pixels.numberOr(PAGE_HEIGHT, pixels.height());
        return pixels.height() % pageHeight == 0 ? pixels.height() / pageHeight : 1;
    }

    @Override
    public Bitmap resized(Geometry geometry) {
        return new VipsBitmap(orFailure(() -> resizedPixels(geometry)), vips);
    }

    private VipsImage resizedPixels(Geometry geometry) {
        List<VipsImage> frames = new ArrayList<>();
        try {
            for (int frame = 0; frame < frames(); frame++) {
                frames.add(resizedFrame(frame, geometry));
            }
            try (VipsImage joined = join(frames)) {
                VipsImage result = joined.inMemory();
                if (frames.size() > 1) {
                    result.set(PAGE_HEIGHT, geometry.height());
                }
                return result;
            }
        } finally {
            frames.forEach(VipsImage::close);
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

    private VipsImage resizedFrame(int frame, Geometry geometry) {
        try (VipsImage whole = area(pixels, 0, frame * height(), width(), height());
                VipsImage scaled = Scaling.scaled(whole, geometry.scaledWidth(), geometry.scaledHeight())) {
            return area(
                    scaled,
                    (geometry.scaledWidth() - geometry.width()) / 2,
                    (geometry.scaledHeight() - geometry.height()) / 2,
                    geometry.width(),
                    geometry.height());
        }
    }

    private static VipsImage area(VipsImage image, int left, int top, int width, int height) {
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

    @Override
    public byte[] encode(Encoding encoding) {
        return orFailure(() -> Encoder.encode(pixels, encoding));
    }

    /** The pixels are sound, so whatever fails now is the pipeline's. */
    private static <T> T orFailure(Supplier<T> step) {
        try {
            return step.get();
        } catch (VipsException e) {
            throw new ImageFailureException(FailureReason.PROCESSING_FAILED, e);
        }
    }

    @Override
    public void close() {
        pixels.close();
    }
}
