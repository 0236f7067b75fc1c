package dev.halftone.worker.process;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;

/**
 * What an image may be to be decoded. Held against what its file announces, before any of it is believed by a decoder.
 *
 * @param pixels over all frames
 * @param frames of an animation, or pages of a document
 * @param pixelMemory in bytes, that its pixels may take on their way to an encoder
 * @param renditionBytes that all its renditions may have together
 */
public record Bounds(long pixels, int frames, long pixelMemory, long renditionBytes) {

    /** Of sRGB and transparency. */
    private static final int BITMAP_BYTES_A_PIXEL = 4;

    /** A bitmap as it is encoded; and a second one, while it is turned or resized. */
    private static final int BITMAPS_BYTES_A_PIXEL = 2 * BITMAP_BYTES_A_PIXEL;

    /** Of bitmaps with so many pixels. */
    static long bytes(long pixels) {
        return pixels * BITMAP_BYTES_A_PIXEL;
    }

    /** @throws ImageFailureException {@code too_many_frames} */
    void checkFrames(int found) {
        if (found > frames) {
            throw new ImageFailureException(FailureReason.TOO_MANY_FRAMES);
        }
    }

    /**
     * @param heldBytes what the decoder holds of the source beside the bitmap that it fills
     * @throws ImageFailureException {@code too_many_frames} or {@code too_many_pixels}
     */
    void check(ImageHeader header, long heldBytes) {
        checkFrames(header.frames());
        if (header.pixels() > pixels || header.pixels() * BITMAPS_BYTES_A_PIXEL + heldBytes > pixelMemory) {
            throw new ImageFailureException(FailureReason.TOO_MANY_PIXELS);
        }
    }

    /**
     * Of a bitmap that an operation is about to make.
     *
     * @param made its pixels, over all frames
     * @param held those of the bitmaps that are there meanwhile
     * @throws ImageFailureException {@code too_many_pixels}
     */
    void checkMade(long made, long held) {
        if (made > pixels || bytes(made + held) > pixelMemory) {
            throw new ImageFailureException(FailureReason.TOO_MANY_PIXELS);
        }
    }

    /** @throws ImageFailureException {@code processing_failed} */
    void checkRenditions(long bytes) {
        if (bytes > renditionBytes) {
            throw new ImageFailureException(
                    FailureReason.PROCESSING_FAILED,
                    new IllegalStateException(bytes + " bytes of renditions, of which " + renditionBytes + " may be"));
        }
    }
}
