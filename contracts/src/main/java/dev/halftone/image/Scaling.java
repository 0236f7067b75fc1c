package dev.halftone.image;

/** An operation that only changes the dimensions: where it comes first, a decoder may shrink the image for it as it reads. */
public interface Scaling extends Operation {

    /** What becomes of an image of the given size in pixels. */
    Geometry geometry(int width, int height);
}
