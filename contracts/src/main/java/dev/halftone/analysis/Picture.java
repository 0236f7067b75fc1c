package dev.halftone.analysis;

import dev.halftone.image.ImageFormat;

/** An image as an analysis sees it. What no analysis asks for is not done: without {@link #pixels}, nothing is decoded. */
public interface Picture {

    /** How many pixels the longer side of {@link #pixels} has at most. */
    int LONGEST_SIDE = 128;

    /** As it was fetched, and not to be changed. */
    byte[] file();

    ImageFormat format();

    /** In pixels, after the EXIF orientation is applied. */
    int width();

    /** In pixels, of one frame. */
    int height();

    /** Of the animation; 1 for a still image. */
    int frames();

    /** The first frame, upright, in sRGB and scaled down to at most {@link #LONGEST_SIDE}: the same, whatever else is made of the image. */
    Pixels pixels();
}
