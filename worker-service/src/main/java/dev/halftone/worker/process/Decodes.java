package dev.halftone.worker.process;

import dev.halftone.image.Geometry;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The source's bitmaps, decoded when first asked for: one still, and one of all frames if the source is an animation. */
final class Decodes implements AutoCloseable {

    private final OpenImage image;
    private final ImageHeader header;
    private final int shrink;
    private @Nullable Bitmap still;
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
        return moves ? animation() : still();
    }

    private Bitmap still() {
        if (still == null) {
            still = image.decode(shrink, false);
        }
        return still;
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
        Geometry wanted = scaling.geometry(header.width(), header.height());
        int factor = Math.min(header.width() / wanted.scaledWidth(), header.height() / wanted.scaledHeight());
        return Math.clamp(Integer.highestOneBit(factor) / 2, 1, 8);
    }

    @Override
    public void close() {
        if (still != null) {
            still.close();
        }
        if (animation != null) {
            animation.close();
        }
    }
}
