package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;

/**
 * What an image's header says.
 *
 * @param width in pixels, after the EXIF orientation is applied
 * @param height in pixels, of one frame
 * @param frames of the animation; 1 for a still image
 * @param pixelBytes how many bytes a pixel has as the file stores it, all channels together
 * @param plain whether the file is as every rendition is: upright, in sRGB or grey, and without EXIF, XMP or IPTC
 */
public record ImageHeader(ImageFormat format, int width, int height, int frames, int pixelBytes, boolean plain) {

    /** Of all frames. */
    public long pixels() {
        return (long) width * height * frames;
    }
}
