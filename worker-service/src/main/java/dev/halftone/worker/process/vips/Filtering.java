package dev.halftone.worker.process.vips;

import dev.halftone.image.Filter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has a filter in plain Java compute native pixels, frame by frame. */
final class Filtering {

    /** So that a filter's few rows fit into the heap. */
    private static final int MAX_SIDE = 65_535;

    private Filtering() {}

    /**
     * @param frameHeight in pixels
     * @return in memory
     * @throws VipsException if that fails
     */
    static VipsImage filtered(VipsImage pixels, int frameHeight, Filter filter) {
        if (pixels.width() > MAX_SIDE || frameHeight > MAX_SIDE) {
            throw new VipsException("an image of a side of more than " + MAX_SIDE + " pixels is not filtered");
        }
        int channels = filter.channels(pixels.bands());
        try (VipsImage source = ofAtLeast(pixels, channels)) {
            VipsImage target = blank(source, channels);
            boolean done = false;
            try {
                boolean weighed = filter.isWeighed() && source.hasAlpha();
                for (int top = 0; top < pixels.height(); top += frameHeight) {
                    VipsRaster from = new VipsRaster(source, top, frameHeight);
                    VipsRaster to = new VipsRaster(target, top, frameHeight);
                    if (weighed) {
                        WeighedRaster.apply(filter, from, to);
                    } else {
                        filter.apply(from, to);
                    }
                }
                done = true;
                return target;
            } finally {
                if (!done) {
                    target.close();
                }
            }
        }
    }

    /** With colours and opacity, as far as so many channels need them; in memory. */
    static VipsImage ofAtLeast(VipsImage pixels, int channels) {
        try (VipsImage coloured = pixels.bands() < 3 && channels >= 3
                        ? pixels.operation("colourspace").with("space", "srgb").image()
                        : pixels.another();
                VipsImage ready = coloured.bands() < channels && !coloured.hasAlpha()
                        ? coloured.operation("addalpha").image()
                        : coloured.another()) {
            return ready.inMemory();
        }
    }

    /** Memory of its own for as many pixels, with the header of the source; what is in it is to be overwritten. */
    private static VipsImage blank(VipsImage source, int channels) {
        try (VipsImage channel =
                        source.operation("extract_band").with("band", 0).image();
                VipsImage blank = channel.operation("linear")
                        .with("a", numbers("0", channels))
                        .with("b", numbers("0", channels))
                        .with("uchar", true)
                        .image();
                VipsImage interpreted = blank.operation("copy")
                        .with("interpretation", channels < 3 ? "b-w" : "srgb")
                        .image()) {
            return interpreted.inMemory();
        }
    }

    private static String numbers(String number, int count) {
        return Stream.generate(() -> number).limit(count).collect(Collectors.joining(" "));
    }
}
