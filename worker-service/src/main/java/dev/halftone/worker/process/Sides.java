package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;

/** How many pixels a side each format can hold, as far as its encoder goes. */
final class Sides {

    private Sides() {}

    /** @throws ImageFailureException {@code processing_failed} if the bitmap is wider or higher */
    static void check(Bitmap bitmap, ImageFormat format) {
        if (Math.max(bitmap.width(), bitmap.height()) > longest(format)) {
            throw new ImageFailureException(
                    FailureReason.PROCESSING_FAILED,
                    new IllegalStateException("a " + format.wireName() + " of " + bitmap.width() + " x "
                            + bitmap.height() + " pixels, of which a side may have " + longest(format)));
        }
    }

    static int longest(ImageFormat format) {
        return switch (format) {
            case JPEG -> 65_500;
            case GIF -> 65_535;
            case WEBP -> 16_383;
            case AVIF -> 16_384;
            case PNG, TIFF -> 1_000_000;
        };
    }
}
