package dev.halftone.worker.process.vips;

import dev.halftone.image.ImageFormat;
import dev.halftone.worker.process.ImageCodec;
import dev.halftone.worker.process.OpenImage;
import dev.halftone.worker.process.UnreadableImageException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Reads and writes images with libvips. */
public final class VipsCodec implements ImageCodec {

    private final LibVips vips;

    private VipsCodec(LibVips vips) {
        this.vips = vips;
    }

    /** @throws IllegalStateException if libvips does not start */
    public static VipsCodec load(Path library) {
        return new VipsCodec(LibVips.load(library));
    }

    @Override
    public OpenImage open(byte[] source, ImageFormat format) {
        Arena arena = Arena.ofConfined();
        try {
            VipsLoader loader = new VipsLoader(vips, format, arena.allocateFrom(ValueLayout.JAVA_BYTE, source));
            return new VipsOpenImage(loader, loader.open(), arena);
        } catch (VipsException e) {
            arena.close();
            throw new UnreadableImageException(e);
        }
    }
}
