package dev.halftone.worker.process;

import dev.halftone.analysis.Pixels;
import dev.halftone.image.Geometry;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Scaling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source's bitmaps, decoded when first asked for: the first frame, as large as the pipelines need it; the same, as small as
 * analyses can do with; and one of all frames if the source is an animation.
 */
final class Decodes implements AutoCloseable {

    private final OpenImage image;
    private final ImageHeader header;
    private final int shrink;
    private final Map<Integer, Bitmap> stills = new HashMap<>();
    private @Nullable Bitmap animation;

    Decodes(OpenImage image, List<Rendition> renditions) {
        this.image = image;
        this.header = image.header();
        this.shrink = renditions.stream()
                .map(Rendition::pipeline)
                .mapToInt(this::shrink)
                .min()
                .orElse(1);
    }

    /** What a file of the given format is made of: only GIF and WebP can move. */
    Bitmap of(ImageFormat output) {
        boolean moves = header.frames() > 1 && (output == ImageFormat.GIF || output == ImageFormat.WEBP);
        return moves ? animation() : still(shrink);
    }

    /** The first frame, scaled down if it has a longer side: of the same source always the same, whatever the pipelines are. */
    Pixels copy(int longestSide) {
        Geometry geometry = Geometry.inside(header.width(), header.height(), longestSide);
        try (Bitmap copy = still(shrink(geometry)).resized(geometry)) {
            return copy.pixels();
        }
    }

    /** Formats that cannot shrink while they decode are decoded once. */
    private Bitmap still(int shrink) {
        return stills.computeIfAbsent(
                header.format() == ImageFormat.JPEG ? shrink : 1, factor -> image.decode(factor, false));
    }

    private Bitmap animation() {
        if (animation == null) {
            animation = image.decode(1, true);
        }
        return animation;
    }

    /** How far the decoder may shrink for a pipeline: what is left is at least twice as wide and high as what is wanted. */
    private int shrink(Pipeline pipeline) {
        if (!(pipeline.operations().getFirst() instanceof Scaling scaling)) {
            return 1;
        }
        return shrink(scaling.geometry(header.width(), header.height()));
    }

    private int shrink(Geometry wanted) {
        int factor = Math.min(header.width() / wanted.scaledWidth(), header.height() / wanted.scaledHeight());
        return Math.clamp(Integer.highestOneBit(factor) / 2, 1, 8);
    }

    @Override
    public void close() {
        stills.values().forEach(Bitmap::close);
        if (animation != null) {
            animation.close();
        }
    }
}
