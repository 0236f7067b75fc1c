package dev.halftone.worker.process;

import dev.halftone.image.Resize;

/**
 * How an image is scaled, and then cropped evenly about its centre.
 *
 * @param scaledWidth in pixels, before the crop
 * @param width in pixels, after the crop
 */
public record Geometry(int scaledWidth, int scaledHeight, int width, int height) {

    /** What a resize makes of an image of the given size: never larger than it is. */
    static Geometry of(Resize resize, int width, int height) {
        double horizontal = resize.width() == null ? Double.NaN : (double) resize.width() / width;
        double vertical = resize.height() == null ? Double.NaN : (double) resize.height() / height;
        return switch (resize.fit()) {
            case INSIDE -> scaled(width, height, least(horizontal, vertical));
            case COVER -> cover(resize, width, height, greatest(horizontal, vertical));
            case FILL -> fill(width, height, horizontal, vertical);
        };
    }

    private static Geometry scaled(int width, int height, double factor) {
        double scale = Math.min(1, factor);
        return uncropped(side(width, scale), side(height, scale));
    }

    private static Geometry cover(Resize resize, int width, int height, double factor) {
        Geometry scaled = scaled(width, height, factor);
        return new Geometry(
                scaled.width,
                scaled.height,
                resize.width() == null ? scaled.width : Math.min(scaled.width, resize.width()),
                resize.height() == null ? scaled.height : Math.min(scaled.height, resize.height()));
    }

    private static Geometry fill(int width, int height, double horizontal, double vertical) {
        double byWidth = Double.isNaN(horizontal) ? vertical : horizontal;
        double byHeight = Double.isNaN(vertical) ? horizontal : vertical;
        return uncropped(side(width, Math.min(1, byWidth)), side(height, Math.min(1, byHeight)));
    }

    private static Geometry uncropped(int width, int height) {
        return new Geometry(width, height, width, height);
    }

    private static int side(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    private static double least(double first, double second) {
        return Double.isNaN(first) ? second : Double.isNaN(second) ? first : Math.min(first, second);
    }

    private static double greatest(double first, double second) {
        return Double.isNaN(first) ? second : Double.isNaN(second) ? first : Math.max(first, second);
    }
}
