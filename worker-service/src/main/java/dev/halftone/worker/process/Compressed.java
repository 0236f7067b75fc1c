package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.Ending;
import org.jspecify.annotations.Nullable;

/**
 * A file that was made.
 *
 * @param quality the encoder's number, where it has one
 * @param ending how compressing to a share ended, where that was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // a whole file, never compared
record Compressed(
        ImageFormat format,
        byte[] bytes,
        @Nullable Integer quality,
        @Nullable Ending ending) {

    static Compressed of(Encoding encoding, byte[] bytes) {
        return new Compressed(encoding.format(), bytes, quality(encoding), null);
    }

    private static @Nullable Integer quality(Encoding encoding) {
        return switch (encoding) {
            case Encoding.Jpeg(int quality) -> quality;
            case Encoding.PalettePng(int quality, double _) -> quality;
            case Encoding.Webp(int quality) -> quality;
            case Encoding.Avif(int quality) -> quality;
            case Encoding.LosslessPng _, Encoding.Gif _ -> null;
        };
    }

    Compressed ended(Ending how) {
        return new Compressed(format, bytes, quality, how);
    }
}
