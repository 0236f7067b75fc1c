package dev.halftone.worker.process;

import dev.halftone.image.Canvas;
import dev.halftone.image.Filter;
import dev.halftone.image.Geometry;
import dev.halftone.image.Layer;
import dev.halftone.image.Size;
import dev.halftone.image.parameter.Colour;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;

/**
 * The bitmap that a pipeline has got to. Closes what it made, and leaves the bitmap that it began with. What goes beyond the bounds of
 * a source is not made: the image fails as {@code too_many_pixels}.
 */
final class BitmapCanvas implements Canvas, AutoCloseable {

    private final ImageHeader source;
    private final Bounds bounds;
    private final Pictures pictures;
    private final long originalPixels;
    private Bitmap bitmap;
    private boolean made;
    private int width;
    private int height;

    /**
     * @param source whose size the original stands for, although it may have been shrunk as it was decoded
     */
    BitmapCanvas(Bitmap original, ImageHeader source, Bounds bounds, Pictures pictures) {
        this.bitmap = original;
        this.source = source;
        this.width = source.width();
        this.height = source.height();
        this.bounds = bounds;
        this.pictures = pictures;
        this.originalPixels = pixels(original);
    }

    Bitmap bitmap() {
        return bitmap;
    }

    /** Whether the pixels are still those of the source. */
    boolean isUntouched() {
        return !made && bitmap.width() == source.width() && bitmap.height() == source.height();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void resize(Geometry geometry) {
        if (bitmap.width() != geometry.scaledWidth()
                || bitmap.height() != geometry.scaledHeight()
                || !geometry.equals(geometry.uncropped())) {
            checkSize(geometry.scaledWidth(), geometry.scaledHeight());
            replaceBy(bitmap.resized(geometry));
        }
        width = geometry.width();
        height = geometry.height();
    }

    @Override
    public void crop(int left, int top, int width, int height) {
        int wide = Math.min(width, bitmap.width() - left);
        int high = Math.min(height, bitmap.height() - top);
        if (wide < 1 || high < 1) {
            throw new ImageFailureException(FailureReason.PROCESSING_FAILED);
        }
        if (wide < bitmap.width() || high < bitmap.height()) {
            checkSize(wide, high);
            replaceBy(bitmap.cropped(left, top, wide, high));
        }
    }

    @Override
    public void cropToAttention(int width, int height) {
        int wide = Math.min(width, bitmap.width());
        int high = Math.min(height, bitmap.height());
        if (wide < bitmap.width() || high < bitmap.height()) {
            checkSize(wide, high);
            replaceBy(bitmap.croppedToAttention(wide, high));
        }
    }

    @Override
    public void extend(int width, int height, Colour background) {
        if (width > bitmap.width() || height > bitmap.height()) {
            checkSize(width, height);
            replaceBy(bitmap.extended(width, height, background));
        }
    }

    @Override
    public void rotate(double degrees, Colour background) {
        if (degrees % 360 != 0) {
            double sine = Math.abs(Math.sin(Math.toRadians(degrees)));
            double cosine = Math.abs(Math.cos(Math.toRadians(degrees)));
            checkSize(
                    Math.round(bitmap.width() * cosine + bitmap.height() * sine),
                    Math.round(bitmap.width() * sine + bitmap.height() * cosine));
            replaceBy(bitmap.rotated(degrees, background));
        }
    }

    @Override
    public void flip(boolean horizontally) {
        checkSize(bitmap.width(), bitmap.height());
        replaceBy(bitmap.flipped(horizontally));
    }

    @Override
    public void rank(int size, int rank) {
        checkSize(bitmap.width(), bitmap.height());
        replaceBy(bitmap.ranked(size, rank));
    }

    @Override
    public void filter(Filter filter) {
        checkSize(bitmap.width(), bitmap.height());
        replaceBy(bitmap.filtered(filter));
    }

    @Override
    public Size sizeOf(String object) {
        Bitmap picture = pictures.get(object, held());
        return new Size(picture.width(), picture.height());
    }

    @Override
    public void lay(Layer layer) {
        Bitmap picture = pictures.get(layer.object(), held());
        long scaled = (long) layer.size().width() * layer.size().height();
        bounds.checkMade(pixels(bitmap), held() + pictures.pixels() + scaled);
        replaceBy(bitmap.covered(picture, layer));
    }

    private void checkSize(long width, long height) {
        bounds.checkMade(width * height * bitmap.frames(), held() + pictures.pixels());
    }

    /** Pixels of the bitmaps that are there while the next one is made. */
    private long held() {
        return originalPixels + (made ? pixels(bitmap) : 0);
    }

    private static long pixels(Bitmap bitmap) {
        return (long) bitmap.width() * bitmap.height() * bitmap.frames();
    }

    private void replaceBy(Bitmap next) {
        close();
        bitmap = next;
        made = true;
        width = next.width();
        height = next.height();
    }

    @Override
    public void close() {
        if (made) {
            bitmap.close();
        }
    }
}
