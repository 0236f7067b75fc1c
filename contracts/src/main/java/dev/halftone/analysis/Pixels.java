package dev.halftone.analysis;

/** A small picture: red, green, blue and opacity of each pixel in sRGB, from 0 to 255. Never changes. */
public final class Pixels {

    private static final int CHANNELS = 4;
    private static final int MOST = 255;

    private final int width;
    private final int height;
    private final byte[] samples;

    /** @param samples row by row, four bytes a pixel */
    public Pixels(int width, int height, byte[] samples) {
        if (width < 1 || height < 1 || samples.length != width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    samples.length + " samples are no " + width + " x " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.samples = samples.clone();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int red(int x, int y) {
        return sample(x, y, 0);
    }

    public int green(int x, int y) {
        return sample(x, y, 1);
    }

    public int blue(int x, int y) {
        return sample(x, y, 2);
    }

    /** 0 for what cannot be seen. */
    public int opacity(int x, int y) {
        return sample(x, y, 3);
    }

    private int sample(int x, int y, int channel) {
        return samples[(y * width + x) * CHANNELS + channel] & 0xff;
    }

    /** As it looks on a white page. */
    public Pixels onWhite() {
        byte[] opaque = new byte[samples.length];
        for (int pixel = 0; pixel < samples.length; pixel += CHANNELS) {
            int opacity = samples[pixel + CHANNELS - 1] & 0xff;
            for (int channel = pixel; channel < pixel + CHANNELS - 1; channel++) {
                int sample = samples[channel] & 0xff;
                opaque[channel] = (byte) ((sample * opacity + MOST * (MOST - opacity) + MOST / 2) / MOST);
            }
            opaque[pixel + CHANNELS - 1] = (byte) MOST;
        }
        return new Pixels(width, height, opaque);
    }
}
