package dev.halftone.worker.process;

import dev.halftone.image.Resize;

/** The bitmap that a pipeline has got to. Closes what it made, and leaves the bitmap that it began with. */
final class Canvas implements AutoCloseable {

    private Bitmap bitmap;
    private boolean made;
    private int width;
    private int height;

    /** @param source whose size the original stands for, although it may have been shrunk as it was decoded */
    Canvas(Bitmap original, ImageHeader source) {
        this.bitmap = original;
        this.width = source.width();
        this.height = source.height();
    }

    Bitmap bitmap() {
        return bitmap;
    }

    void resize(Resize resize) {
        Geometry geometry = Geometry.of(resize, width, height);
        width = geometry.width();
        height = geometry.height();
        if (bitmap.width() != width || bitmap.height() != height) {
            replaceBy(bitmap.resized(geometry));
        }
    }

    private void replaceBy(Bitmap next) {
        close();
        bitmap = next;
        made = true;
    }

    @Override
    public void close() {
        if (made) {
            bitmap.close();
        }
    }
}
