package dev.halftone.image;

/**
 * Another image, as it lies upon one. All of it is within that one.
 *
 * @param object its key in the object store
 * @param left in pixels, where it begins
 * @param top in pixels, where it begins
 * @param size that it is scaled to
 * @param opacity that its own is multiplied by, from 0 to 1
 * @param tiled whether it is repeated from there in all directions, to the edges and beyond
 * @param gap between repetitions, in pixels
 */
public record Layer(String object, int left, int top, Size size, double opacity, boolean tiled, int gap) {}
