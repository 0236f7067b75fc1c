package dev.halftone.worker.process.vips;

import dev.halftone.image.Geometry;
import dev.halftone.image.Layer;
import dev.halftone.image.Size;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays an image on frames. Where it does not cover them, they look as before to the bit; where it lies on nothing, it is seen all the same. */
final class Laying implements AutoCloseable {

    private final VipsImage picture;
    private final Layer layer;
    private final boolean grey;

    /** @param picture as it is to lie there, in memory: with opacity, and with colours unless all is grey */
    private Laying(VipsImage picture, Layer layer, boolean grey) {
        this.picture = picture;
        this.layer = layer;
        this.grey = grey;
    }

    /**
     * @param grey whether neither the image nor the frames have colours
     * @throws VipsException if that fails
     */
    static Laying of(VipsImage image, Layer layer, boolean grey) {
        Size size = layer.size();
        try (VipsImage scaled =
                        Scaling.scaled(image, new Geometry(size.width(), size.height(), size.width(), size.height()));
                VipsImage coloured = grey ? scaled.another() : coloured(scaled);
                VipsImage seen = coloured.hasAlpha()
                        ? coloured.another()
                        : coloured.operation("addalpha").image();
                VipsImage faded = faded(seen, layer.opacity())) {
            return new Laying(faded.inMemory(), layer, grey);
        }
    }

    private static VipsImage faded(VipsImage seen, double opacity) {
        int bands = seen.bands();
        String factors =
                Stream.generate(() -> "1").limit(bands - 1L).collect(Collectors.joining(" ", "", " " + opacity));
        String addends = Stream.generate(() -> "0").limit(bands).collect(Collectors.joining(" "));
        return seen.operation("linear")
                .with("a", factors)
                .with("b", addends)
                .with("uchar", true)
                .image();
    }

    private static VipsImage coloured(VipsImage image) {
        return image.bands() < 3
                ? image.operation("colourspace").with("space", "srgb").image()
                : image.another();
    }

    /** A frame with the image on it. */
    VipsImage on(VipsImage frame) {
        try (VipsImage ready = grey ? frame.another() : coloured(frame)) {
            return layer.tiled() ? everywhere(ready) : inItsPlace(ready);
        }
    }

    private VipsImage inItsPlace(VipsImage frame) {
        try (VipsImage below = Areas.area(frame, layer.left(), layer.top(), picture.width(), picture.height());
                VipsImage mixed = mixed(below, picture)) {
            return frame.operationOn("insert", "main")
                    .with("sub", mixed)
                    .with("x", layer.left())
                    .with("y", layer.top())
                    .image();
        }
    }

    private VipsImage everywhere(VipsImage frame) {
        int width = picture.width() + layer.gap();
        int height = picture.height() + layer.gap();
        int left = (width - layer.left() % width) % width;
        int top = (height - layer.top() % height) % height;
        try (VipsImage tile = picture.operation("embed")
                        .with("x", 0)
                        .with("y", 0)
                        .with("width", width)
                        .with("height", height)
                        .image();
                VipsImage tiles = tile.operation("replicate")
                        .with("across", (left + frame.width() + width - 1) / width)
                        .with("down", (top + frame.height() + height - 1) / height)
                        .image();
                VipsImage cover = Areas.area(tiles, left, top, frame.width(), frame.height())) {
            return mixed(frame, cover);
        }
    }

    /**
     * As many channels as there were: what was opaque stays so. In floating point, as bytes would be cut off rather than rounded, and
     * with them a level of what is half transparent and not even covered.
     */
    private VipsImage mixed(VipsImage below, VipsImage above) {
        try (VipsImage exact = cast(below, "float");
                VipsImage mixed = exact.operationOn("composite2", "base")
                        .with("overlay", above)
                        .with("mode", "over")
                        .with("compositing_space", grey ? "b-w" : "srgb")
                        .image();
                VipsImage rounded =
                        mixed.operation("round").with("round", "rint").image();
                VipsImage bytes = cast(rounded, "uchar")) {
            return below.hasAlpha()
                    ? bytes.another()
                    : bytes.operation("extract_band")
                            .with("band", 0)
                            .with("n", below.bands())
                            .image();
        }
    }

    private static VipsImage cast(VipsImage image, String channel) {
        return image.operation("cast").with("format", channel).image();
    }

    @Override
    public void close() {
        picture.close();
    }
}
