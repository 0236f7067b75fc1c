package dev.halftone.worker.process.vips;

import dev.halftone.image.Filter;
import dev.halftone.image.Raster;

/** Pixels with opacity, read with their colours multiplied by it: a row at a time, so that no second image of them is made. */
record WeighedRaster(Raster pixels) implements Raster {

    /** Has a filter compute with such colours, and makes what comes of it plain again. */
    static void apply(Filter filter, Raster source, Raster target) {
        filter.apply(new WeighedRaster(source), target);
        if (target.channels() % 2 == 0) {
            byte[] line = target.newLine();
            for (int row = 0; row < target.height(); row++) {
                target.read(row, line);
                unweigh(line, target.channels());
                target.write(row, line);
            }
        }
    }

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return pixels.height();
    }

    @Override
    public int channels() {
        return pixels.channels();
    }

    @Override
    public void read(int row, byte[] line) {
        pixels.read(row, line);
        for (int pixel = 0; pixel < line.length; pixel += channels()) {
            int opacity = line[pixel + channels() - 1] & 0xff;
            for (int place = pixel; place < pixel + channels() - 1; place++) {
                line[place] = (byte) (((line[place] & 0xff) * opacity + 127) / 255);
            }
        }
    }

    private static void unweigh(byte[] line, int channels) {
        for (int pixel = 0; pixel < line.length; pixel += channels) {
            int opacity = line[pixel + channels - 1] & 0xff;
            for (int place = pixel; place < pixel + channels - 1; place++) {
                line[place] =
                        opacity == 0 ? 0 : (byte) Math.min(255, ((line[place] & 0xff) * 255 + opacity / 2) / opacity);
            }
        }
    }

    /** A filter writes its target, and nothing else. */
    @Override
    public void write(int row, byte[] line) {
        throw new UnsupportedOperationException("a filter's source is not written");
    }
}
