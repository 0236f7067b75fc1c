package dev.halftone.outcome;

import dev.halftone.image.ImageFormat;

/**
 * What was fetched.
 *
 * @param width in pixels, after the EXIF orientation is applied
 * @param height in pixels, of one frame
 */
public record SourceFacts(Sha256 sha256, Md5 md5, long bytes, ImageFormat format, int width, int height, int frames) {}
