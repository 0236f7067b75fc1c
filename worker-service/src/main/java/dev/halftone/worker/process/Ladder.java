package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * A format's encodings from coarse to fine, as a compression to a share climbs them.
 *
 * @param bottom the coarsest rung there is
 * @param floor the coarsest that is good enough to be looked at; below it only the promise never to grow leads
 * @param top the finest; above it files only grow
 * @param start where to begin when nothing is known of the source
 * @param rungs the encoding of each
 * @param logSize the expected logarithm of the size at each, but for a constant: how the search interpolates
 */
record Ladder(int bottom, int floor, int top, int start, IntFunction<Encoding> rungs, IntToDoubleFunction logSize) {

    /** Where a JPEG's size falls with the quantiser's coarseness to this power. */
    private static final double JPEG_SLOPE = 0.8;

    private static final double WEBP_SLOPE = 0.015;
    private static final double AVIF_SLOPE = 0.032;

    private static final Ladder JPEG =
            new Ladder(1, 40, 90, 75, Encoding.Jpeg::new, quality -> -JPEG_SLOPE * Math.log(coarseness(quality)));
    private static final Ladder WEBP = new Ladder(1, 40, 90, 70, Encoding.Webp::new, quality -> WEBP_SLOPE * quality);
    private static final Ladder AVIF = new Ladder(1, 35, 80, 55, Encoding.Avif::new, quality -> AVIF_SLOPE * quality);

    private static final List<Encoding.PalettePng> PALETTES = List.of(
            new Encoding.PalettePng(5, 0),
            new Encoding.PalettePng(20, 0),
            new Encoding.PalettePng(50, 0),
            new Encoding.PalettePng(60, 0),
            new Encoding.PalettePng(70, 0),
            new Encoding.PalettePng(80, 0),
            new Encoding.PalettePng(90, 0),
            new Encoding.PalettePng(100, 0),
            new Encoding.PalettePng(100, 0.5),
            new Encoding.PalettePng(100, 1));
    private static final double[] PALETTE_LOG_SIZES = {-1.3, -1.2, -1.0, -0.9, -0.8, -0.7, -0.6, -0.5, -0.15, 0};

    private static final List<Encoding.Gif> GIFS = List.of(
            new Encoding.Gif(2, 0, 16),
            new Encoding.Gif(3, 0, 12),
            new Encoding.Gif(4, 0, 8),
            new Encoding.Gif(5, 0, 4),
            new Encoding.Gif(6, 0, 2),
            new Encoding.Gif(7, 0.5, 1),
            new Encoding.Gif(8, 0.5, 0),
            new Encoding.Gif(8, 1, 0));
    private static final double[] GIF_LOG_SIZES = {-1.3, -1.05, -0.85, -0.6, -0.4, -0.2, -0.05, 0};

    /** @param format one that is written */
    static Ladder of(ImageFormat format) {
        return switch (format) {
            case JPEG -> JPEG;
            case WEBP -> WEBP;
            case AVIF -> AVIF;
            case PNG, TIFF -> new Ladder(0, 2, PALETTES.size() - 1, 7, PALETTES::get, rung -> PALETTE_LOG_SIZES[rung]);
            case GIF -> new Ladder(0, 2, GIFS.size() - 1, 5, GIFS::get, rung -> GIF_LOG_SIZES[rung]);
        };
    }

    /** The encoding nearest to a quality from 1 to 100 as a client means it. */
    static Encoding at(ImageFormat format, int quality) {
        return switch (format) {
            case JPEG -> new Encoding.Jpeg(quality);
            case WEBP -> new Encoding.Webp(quality);
            case AVIF -> new Encoding.Avif(quality);
            case PNG, TIFF -> new Encoding.PalettePng(quality, 1);
            case GIF -> GIFS.get(Math.round((GIFS.size() - 1) * quality / 100f));
        };
    }

    /** What a client gets who asks for no compression. */
    static Encoding unasked(ImageFormat format) {
        return switch (format) {
            case JPEG -> new Encoding.Jpeg(88);
            case WEBP -> new Encoding.Webp(85);
            case AVIF -> new Encoding.Avif(70);
            case PNG, TIFF -> new Encoding.LosslessPng();
            case GIF -> GIFS.getLast();
        };
    }

    /** The part under the floor. */
    Ladder belowFloor() {
        return new Ladder(bottom, bottom, Math.max(bottom, floor - 1), Math.max(bottom, floor / 2), rungs, logSize);
    }

    Ladder startingAt(int rung) {
        return new Ladder(bottom, floor, top, Math.clamp(rung, floor, top), rungs, logSize);
    }

    /** The JPEG quality that makes, of a source quantised with this coarseness, about this share of its bytes. */
    static int jpegQuality(double sourceCoarseness, double share) {
        double wanted = sourceCoarseness * Math.pow(share, -1 / JPEG_SLOPE);
        return (int) Math.round(wanted < 1 ? 100 - 50 * wanted : 50 / wanted);
    }

    /** How much coarser than at quality 50 the usual JPEG encoders quantise. */
    private static double coarseness(int quality) {
        return quality < 50 ? 50.0 / quality : (100 - quality) / 50.0;
    }
}
