package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.Ending;
import org.jspecify.annotations.Nullable;

/**
 * A rendition as it is to be stored.
 *
 * @param format of the bytes
 * @param width in pixels, of one frame
 * @param height in pixels, of one frame
 * @param quality the encoder's quality number, where the bytes were encoded with one
 * @param ending how {@code compress} with a ratio ended, where that was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, handed on and never compared
public record EncodedRendition(
        Rendition rendition,
        ImageFormat format,
        byte[] bytes,
        int width,
        int height,
        @Nullable Integer quality,
        @Nullable Ending ending) {}
