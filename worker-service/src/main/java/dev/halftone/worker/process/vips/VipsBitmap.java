package dev.halftone.worker.process.vips;

import dev.halftone.analysis.Pixels;
import dev.halftone.image.Filter;
import dev.halftone.image.Geometry;
import dev.halftone.image.Layer;
import dev.halftone.image.parameter.Colour;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.process.Bitmap;
import dev.halftone.worker.process.Encoding;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Pixels in native memory. */
final class VipsBitmap implements Bitmap {

    private final VipsImage pixels;
    private final Frames frames;
    private final LibVips vips;

    /** @param pixels in memory; closed with this bitmap */
    VipsBitmap(VipsImage pixels, LibVips vips) {
        this.pixels = pixels;
        this.frames = new Frames(pixels, vips);
        this.vips = vips;
    }

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return frames.height();
    }

    @Override
    public int frames() {
        return frames.count();
    }

    @Override
    public Bitmap resized(Geometry geometry) {
        return eachFrame(frame -> Scaling.scaled(frame, geometry));
    }

    @Override
    public Bitmap cropped(int left, int top, int width, int height) {
        return eachFrame(frame -> Areas.area(frame, left, top, width, height));
    }

    @Override
    public Bitmap croppedToAttention(int width, int height) {
        Areas.Place place = orFailure(() -> {
            try (VipsImage first = frames.frame(0)) {
                return Areas.ofAttention(first, width, height);
            }
        });
        return cropped(place.left(), place.top(), width, height);
    }

    @Override
    public Bitmap extended(int width, int height, Colour background) {
        return eachFrame(frame -> Areas.extended(frame, width, height, background));
    }

    @Override
    public Bitmap rotated(double degrees, Colour background) {
        return eachFrame(frame -> Turning.turned(frame, degrees, background));
    }

    @Override
    public Bitmap flipped(boolean horizontally) {
        return eachFrame(frame -> frame.operation("flip")
                .with("direction", horizontally ? "horizontal" : "vertical")
                .image());
    }

    @Override
    public Bitmap ranked(int size, int rank) {
        return eachFrame(frame -> frame.operation("rank")
                .with("width", size)
                .with("height", size)
                .with("index", rank)
                .image());
    }

    private Bitmap eachFrame(UnaryOperator<VipsImage> change) {
        return new VipsBitmap(orFailure(() -> frames.each(change)), vips);
    }

    @Override
    public Bitmap filtered(Filter filter) {
        return new VipsBitmap(orFailure(() -> Filtering.filtered(pixels, frames.height(), filter)), vips);
    }

    @Override
    public Bitmap covered(Bitmap picture, Layer layer) {
        boolean grey = pixels.bands() < 3 && ((VipsBitmap) picture).pixels.bands() < 3;
        return orFailure(() -> {
            try (Laying laying = Laying.of(((VipsBitmap) picture).pixels, layer, grey)) {
                return new VipsBitmap(frames.each(laying::on), vips);
            }
        });
    }

    @Override
    public Pixels pixels() {
        return orFailure(() -> {
            try (VipsImage first = frames.frame(0);
                    VipsImage samples = Filtering.ofAtLeast(first, 4)) {
                return new Pixels(
                        samples.width(), samples.height(), samples.samples().toArray(ValueLayout.JAVA_BYTE));
            }
        });
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
