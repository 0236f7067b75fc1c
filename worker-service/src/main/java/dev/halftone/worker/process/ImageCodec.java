package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;

/** Reads and writes images. The seam to native code: called in a child process alone. */
public interface ImageCodec {

    /**
     * Reads the header, and nothing of the pixels.
     *
     * @param format what the bytes begin like; no other decoder is tried
     * @throws UnreadableImageException if the header cannot be read
     */
    OpenImage open(byte[] source, ImageFormat format);
}
