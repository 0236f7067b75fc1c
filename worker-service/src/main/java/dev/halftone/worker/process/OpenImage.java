package dev.halftone.worker.process;

/** An image whose header is read. To be closed by who opened it, after the bitmaps made of it. */
public interface OpenImage extends AutoCloseable {

    ImageHeader header();

    /**
     * Decodes the pixels: upright, in sRGB or grey, 8 bits a channel.
     *
     * @param shrink how many pixels a side become one, at least: 1, 2, 4 or 8; formats that cannot shrink while they decode ignore it
     * @param animated whether every frame is wanted, else the first
     * @throws UnreadableImageException if the pixels cannot be decoded completely
     */
    Bitmap decode(int shrink, boolean animated);

    @Override
    void close();
}
