package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;

/** How a bitmap becomes a file: the format with the encoder's own settings. */
public sealed interface Encoding {

    ImageFormat format();

    /** @param quality from 1 to 100 */
    record Jpeg(int quality) implements Encoding {
        @Override
        public ImageFormat format() {
            return ImageFormat.JPEG;
        }
    }

    /** Every pixel kept. */
    record LosslessPng() implements Encoding {
        @Override
        public ImageFormat format() {
            return ImageFormat.PNG;
        }
    }

    /**
     * At most 256 colours, in a palette.
     *
     * @param quality from 1 to 100: how close the palette must be to the pixels, hence how many colours it has
     * @param dither how much of the error is spread, from 0 to 1
     */
    record PalettePng(int quality, double dither) implements Encoding {
        @Override
        public ImageFormat format() {
            return ImageFormat.PNG;
        }
    }

    /** @param quality from 1 to 100 */
    record Webp(int quality) implements Encoding {
        @Override
        public ImageFormat format() {
            return ImageFormat.WEBP;
        }
    }

    /** @param quality from 1 to 100 */
    record Avif(int quality) implements Encoding {
        @Override
        public ImageFormat format() {
            return ImageFormat.AVIF;
        }
    }

    /**
     * @param bits of the palette, from 1 to 8
     * @param dither how much of the error is spread, from 0 to 1
     * @param frameError how different two frames' pixel may be and still count as unchanged, from 0 to 32
     */
    record Gif(int bits, double dither, double frameError) implements Encoding {
        @Override
        public ImageFormat format() {
            return ImageFormat.GIF;
        }
    }
}
