package dev.halftone.worker.process.vips;

import dev.halftone.image.ImageFormat;
import dev.halftone.worker.process.ImageCodec;
import dev.halftone.worker.process.OpenImage;
import dev.halftone.worker.process.Stop;
import dev.halftone.worker.process.UnreadableImageException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** Reads and writes images with libvips. */
final class VipsCodec implements ImageCodec {

    private final LibVips vips;

    VipsCodec(LibVips vips) {
        this.vips = vips;
    }

    @Override
    public OpenImage open(byte[] source, ImageFormat format, Stop stop) {
        Arena arena = Arena.ofConfined();
        try {
            VipsLoader loader = new VipsLoader(vips, format, arena.allocateFrom(ValueLayout.JAVA_BYTE, source));
            return new VipsOpenImage(loader, loader.open(), arena, stop);
        } catch (VipsException e) {
            arena.close();
            throw new UnreadableImageException(e);
        }
    }
}
