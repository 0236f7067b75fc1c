package dev.halftone.image;

/**
 * How an image is scaled, and then cropped evenly about its centre.
 *
 * @param scaledWidth in pixels, before the crop
 * @param width in pixels, after the crop
 */
public record Geometry(int scaledWidth, int scaledHeight, int width, int height) {

    static Geometry scaled(int width, int height, double horizontally, double vertically) {
        int scaledWidth = side(width, horizontally);
        int scaledHeight = side(height, vertically);
        return new Geometry(scaledWidth, scaledHeight, scaledWidth, scaledHeight);
    }

    /** Scaled down evenly, if need be, so that no side is longer. */
    public static Geometry inside(int width, int height, int longestSide) {
        double scale = Math.min(1, (double) longestSide / Math.max(width, height));
        return scaled(width, height, scale, scale);
    }

    /** Cropped to a box, or to as much of it as there is. */
    Geometry within(int boxWidth, int boxHeight) {
        return new Geometry(
                scaledWidth, scaledHeight, Math.min(scaledWidth, boxWidth), Math.min(scaledHeight, boxHeight));
    }

    public Geometry uncropped() {
        return new Geometry(scaledWidth, scaledHeight, scaledWidth, scaledHeight);
    }

    private static int side(int length, double scale) {
        return Math.clamp(Math.round(length * scale), 1, Integer.MAX_VALUE);
    }
}
