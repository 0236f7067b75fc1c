package dev.halftone.outcome;

import dev.halftone.image.ImageFormat;
import org.jspecify.annotations.Nullable;

/**
 * A rendition as it lies in the object store.
 *
 * @param name the rendition's name in its job
 * @param pipeline the fingerprint of the pipeline that made it
 * @param quality the encoder's quality number, where the format has one
 * @param ending how {@code compress} with a ratio ended, where that was asked for
 */
public record StoredRendition(
        String name,
        String pipeline,
        String key,
        ImageFormat format,
        long bytes,
        int width,
        int height,
        @Nullable Integer quality,
        @Nullable Ending ending) {}
