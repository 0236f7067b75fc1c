package dev.halftone.image;

/** The pixels of one frame, by rows: 8 bits a channel, a pixel's channels side by side, opacity last. */
public interface Raster {

    /** In pixels. */
    int width();

    /** In pixels. */
    int height();

    int channels();

    void read(int row, byte[] line);

    void write(int row, byte[] line);

    /** Room for one row. */
    default byte[] newLine() {
        return new byte[width() * channels()];
    }
}
