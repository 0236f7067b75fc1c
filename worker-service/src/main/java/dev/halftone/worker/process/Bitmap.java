package dev.halftone.worker.process;

import dev.halftone.analysis.Pixels;
import dev.halftone.image.Filter;
import dev.halftone.image.Geometry;
import dev.halftone.image.Layer;
import dev.halftone.image.parameter.Colour;

/**
 * Decoded pixels, all frames of an animation, held outside the heap until closed. Any number of files can be made of it, and of other
 * bitmaps, each frame changed alike; this one stays as it is.
 */
public interface Bitmap extends AutoCloseable {

    /** In pixels. */
    int width();

    /** In pixels, of one frame. */
    int height();

    int frames();

    Bitmap resized(Geometry geometry);

    /** A box that lies in the bitmap. */
    Bitmap cropped(int left, int top, int width, int height);

    /** The part of the given size, at most its own, that people look at first in the first frame. */
    Bitmap croppedToAttention(int width, int height);

    /** In the middle of a larger one. A side that is given smaller stays as it is. */
    Bitmap extended(int width, int height, Colour background);

    /** Clockwise. Grows to hold all that there was. */
    Bitmap rotated(double degrees, Colour background);

    /** @param horizontally left to right, else top to bottom */
    Bitmap flipped(boolean horizontally);

    /** Of each sample, the one of that rank, 0 for the least, among those of its channel in a square window around it. */
    Bitmap ranked(int size, int rank);

    /** Sides of more than 65,535 pixels are not filtered: the image fails as {@code processing_failed}. */
    Bitmap filtered(Filter filter);

    /**
     * With another image upon it.
     *
     * @param picture of the same codec, one frame
     * @param layer how it lies, all of it within this bitmap
     */
    Bitmap covered(Bitmap picture, Layer layer);

    /** Those of the first frame, in the heap. */
    Pixels pixels();

    /** A whole file, without metadata. Equal for equal pixels and encodings. */
    byte[] encode(Encoding encoding);

    @Override
    void close();
}
