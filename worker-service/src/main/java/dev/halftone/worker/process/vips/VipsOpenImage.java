package dev.halftone.worker.process.vips;

import dev.halftone.image.ImageFormat;
import dev.halftone.worker.process.Bitmap;
import dev.halftone.worker.process.ImageHeader;
import dev.halftone.worker.process.OpenImage;
import dev.halftone.worker.process.UnreadableImageException;
import java.lang.foreign.Arena;
import java.util.List;

/** The source's bytes outside the heap, and the header that was read of them. */
final class VipsOpenImage implements OpenImage {

    /** EXIF's orientations from here on swap width and height. */
    private static final int FIRST_SIDEWAYS = 5;

    private static final List<String> METADATA = List.of("exif-data", "xmp-data", "iptc-data");

    private final VipsLoader loader;
    private final VipsImage first;
    private final Arena arena;
    private boolean firstIsRead;

    VipsOpenImage(VipsLoader loader, VipsImage first, Arena arena) {
        this.loader = loader;
        this.first = first;
        this.arena = arena;
    }

    @Override
    public ImageHeader header() {
        int orientation = first.numberOr("orientation", 1);
        boolean sideways = orientation >= FIRST_SIDEWAYS;
        return new ImageHeader(
                loader.format(),
                sideways ? first.height() : first.width(),
                sideways ? first.width() : first.height(),
                mayBeAnimated() ? first.numberOr("n-pages", 1) : 1,
                first.bands() * first.channelBytes(),
                orientation <= 1 && Colours.arePlain(first) && METADATA.stream().noneMatch(first::has));
    }

    /** Further pages of a TIFF and further images of an AVIF are no frames. */
    private boolean mayBeAnimated() {
        return loader.format() == ImageFormat.GIF || loader.format() == ImageFormat.WEBP;
    }

    @Override
    public Bitmap decode(int shrink, boolean animated) {
        try (VipsImage pixels = load(shrink, animated && header().frames() > 1);
                VipsImage converted = Colours.toSrgb(pixels);
                VipsImage decoded = converted.inMemory()) {
            return new VipsBitmap(upright(decoded), loader.vips());
        } catch (VipsException e) {
            throw new UnreadableImageException(e);
        }
    }

    private VipsImage load(int shrink, boolean animated) {
        if (animated) {
            return loader.animation();
        }
        return shrink == 1 && !firstIsRead ? takeFirst() : loader.shrunk(shrink);
    }

    /** The image that the header was read of can be read through once. */
    private VipsImage takeFirst() {
        firstIsRead = true;
        return first.another();
    }

    private static VipsImage upright(VipsImage decoded) {
        if (decoded.numberOr("orientation", 1) <= 1) {
            return decoded.another();
        }
        try (VipsImage turned = decoded.operation("autorot").image()) {
            return turned.inMemory();
        }
    }

    @Override
    public void close() {
        first.close();
        arena.close();
    }
}
