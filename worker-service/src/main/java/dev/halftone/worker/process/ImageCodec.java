package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;

/** Reads and writes images. The seam to native code: whoever implements it is called on the processing threads alone. */
public interface ImageCodec {

    /**
     * Reads the header, and nothing of the pixels.
     *
     * @param format what the bytes begin like; no other decoder is tried
     * @param stop ends the work on this image early, from any thread
     * @throws UnreadableImageException if the header cannot be read
     */
    OpenImage open(byte[] source, ImageFormat format, Stop stop);
}
