package dev.halftone.worker.process.vips;

import dev.halftone.worker.process.Encoding;

/** Writes files with libvips' savers: no metadata, and everything that sizes depend on said here. */
final class Encoder {

    private static final String WHITE = "255 255 255";

    private Encoder() {}

    static byte[] encode(VipsImage pixels, Encoding encoding) {
        return switch (encoding) {
            case Encoding.Jpeg(int quality) -> jpeg(pixels, quality);
            case Encoding.LosslessPng() -> png(pixels).bytes();
            case Encoding.PalettePng(int quality, double dither) -> palettePng(pixels, quality, dither);
            case Encoding.Webp(int quality) -> webp(pixels, quality);
            case Encoding.Avif(int quality) -> avif(pixels, quality);
            case Encoding.Gif(int bits, double dither, double frameError) -> gif(pixels, bits, dither, frameError);
        };
    }

    /** JPEG has no transparency: what shows through is white. */
    private static byte[] jpeg(VipsImage pixels, int quality) {
        try (VipsImage opaque = pixels.hasAlpha()
                ? pixels.operation("flatten")
                        .with("background", pixels.bands() < 3 ? "255" : WHITE)
                        .image()
                : pixels.another()) {
            return saver(opaque, "jpegsave_buffer")
                    .with("Q", quality)
                    .with("optimize_coding", true)
                    .with("subsample_mode", "auto")
                    .bytes();
        }
    }

    private static VipsOperation png(VipsImage pixels) {
        return saver(pixels, "pngsave_buffer").with("compression", 9).with("bitdepth", 8);
    }

    private static byte[] palettePng(VipsImage pixels, int quality, double dither) {
        return png(pixels)
                .with("palette", true)
                .with("Q", quality)
                .with("dither", dither)
                .with("effort", 4)
                .bytes();
    }

    private static byte[] webp(VipsImage pixels, int quality) {
        return saver(pixels, "webpsave_buffer")
                .with("Q", quality)
                .with("alpha_q", quality)
                .with("effort", 2)
                .bytes();
    }

    private static byte[] avif(VipsImage pixels, int quality) {
        return saver(pixels, "heifsave_buffer")
                .with("compression", "av1")
                .with("Q", quality)
                .with("effort", 0)
                .with("bitdepth", 8)
                .bytes();
    }

    private static byte[] gif(VipsImage pixels, int bits, double dither, double frameError) {
        return saver(pixels, "gifsave_buffer")
                .with("bitdepth", bits)
                .with("dither", dither)
                .with("interframe_maxerror", frameError)
                .with("keep_duplicate_frames", true)
                .bytes();
    }

    private static VipsOperation saver(VipsImage pixels, String name) {
        return pixels.operation(name).with("keep", "none");
    }
}
