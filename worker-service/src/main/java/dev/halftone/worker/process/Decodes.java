package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Operation;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Resize;
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
        if (!(firstOf(pipeline) instanceof Resize resize)) {
            return 1;
        }
        Geometry wanted = Geometry.of(resize, header.width(), header.height());
        int factor = Math.min(header.width() / wanted.scaledWidth(), header.height() / wanted.scaledHeight());
        return Math.clamp(Integer.highestOneBit(factor) / 2, 1, 8);
    }

    private static Operation firstOf(Pipeline pipeline) {
        return pipeline.operations().getFirst();
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
