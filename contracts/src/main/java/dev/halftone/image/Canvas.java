package dev.halftone.image;

import dev.halftone.image.parameter.Colour;

/** The image that a pipeline has got to, changed by one operation after another: each frame of an animation alike. */
public interface Canvas {

    /** In pixels. */
    int width();

    /** In pixels, of one frame. */
    int height();

    void resize(Geometry geometry);

    /** Leaves what is in the box. What of the box lies outside the image is left out; a box that is all outside fails the image. */
    void crop(int left, int top, int width, int height);

    /** Leaves the part of the given size that people look at first, in every frame where it is in the first; at most all there is. */
    void cropToAttention(int width, int height);

    /** Puts the image into the middle of a larger one. */
    void extend(int width, int height, Colour background);

    /** Clockwise. What it is turned out of its corners is the background's, and the image grows to hold it all. */
    void rotate(double degrees, Colour background);

    /** @param horizontally left to right, else top to bottom */
    void flip(boolean horizontally);

    /**
     * Makes each sample that of the given rank among those of its channel in a window around it; beyond the edges lies what is at them.
     *
     * @param size of the window's side, odd
     * @param rank from 0 for the least
     */
    void rank(int size, int rank);

    void filter(Filter filter);

    /** How large another image is that is stored in the object store, in pixels. What cannot be read fails this one. */
    Size sizeOf(String object);

    /** Puts another image upon this one. */
    void lay(Layer layer);
}
