package dev.halftone.worker.process.vips;

import dev.halftone.image.Raster;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One frame of an image in memory. */
final class VipsRaster implements Raster {

    private final MemorySegment samples;
    private final int width;
    private final int height;
    private final int channels;

    /**
     * @param image in memory, 8 bits a channel; must be open as long as this is used
     * @param top where the frame begins
     * @param height of the frame
     */
    VipsRaster(VipsImage image, int top, int height) {
        this.width = image.width();
        this.height = height;
        this.channels = image.bands();
        long rowBytes = (long) width * channels;
        this.samples = image.samples().asSlice(top * rowBytes, height * rowBytes);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public void read(int row, byte[] line) {
        MemorySegment.copy(samples, ValueLayout.JAVA_BYTE, offset(row, line), line, 0, line.length);
    }

    @Override
    public void write(int row, byte[] line) {
        MemorySegment.copy(line, 0, samples, ValueLayout.JAVA_BYTE, offset(row, line), line.length);
    }

    private long offset(int row, byte[] line) {
        if (line.length != width * channels) {
            throw new IllegalArgumentException("a row has " + width * channels + " samples, and not " + line.length);
        }
        return (long) row * line.length;
    }
}
