package dev.halftone.image;

/**
 * Computes an image of the same size from another, pixel by pixel in plain Java. An instance is used by one thread, for one frame
 * after another.
 */
@FunctionalInterface
public interface Filter {

    /** Reads whatever rows of the source it needs, and writes every row of the target once at least. */
    void apply(Raster source, Raster target);

    /**
     * How many channels the target has, of an image with the given number: 1 for grey, 3 for colours, and one more with opacity.
     * A source of fewer is brought to as many before.
     */
    default int channels(int given) {
        return given;
    }

    /** Whether opacity weighs the colours, so that nothing bleeds out of what cannot be seen; else each channel is on its own. */
    default boolean isWeighed() {
        return false;
    }
}
