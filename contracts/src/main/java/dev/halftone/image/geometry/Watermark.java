package dev.halftone.image.geometry;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Composing;
import dev.halftone.image.Layer;
import dev.halftone.image.OperationType;
import dev.halftone.image.Size;
import dev.halftone.image.parameter.Parameter;

/** Lays another image on the image. */
public record Watermark(Arguments arguments) implements Composing {

    private static final Parameter<String> GRAVITY = Parameter.word(
                    "gravity", Gravity.WORDS, "where it lies; with `tile`, where one of its repetitions does")
            .orElse("south-east");
    private static final Parameter<Double> SCALE = Parameter.real(
                    "scale",
                    0.01,
                    1,
                    "how wide it is, as a share of the image's width; less if it would be higher than the image")
            .orElse(0.2);
    private static final Parameter<Double> MARGIN = Parameter.real(
                    "margin",
                    0,
                    65_535,
                    "how far it stays from the edges, and its repetitions from each other: below 1 as a share of the image's"
                            + " shorter side, from 1 on in pixels")
            .orElse(0.02);
    private static final Parameter<Double> OPACITY = Parameter.real(
                    "opacity", 0.01, 1, "how much it covers, where it does itself")
            .orElse(0.5);
    private static final Parameter<Boolean> TILE = Parameter.flag(
                    "tile", "whether it is repeated over all of the image")
            .orElse(false);

    public static final OperationType TYPE = OperationType.of(
                    "watermark",
                    "Lays another image of yours on the image, scaled, its proportions kept; of an animation, its first frame. It is"
                            + " the largest rendition that your jobs have of it, best one that is only converted or compressed; which one is"
                            + " settled when the job is accepted.",
                    Watermark::new,
                    IMAGE,
                    GRAVITY,
                    SCALE,
                    MARGIN,
                    OPACITY,
                    TILE)
            .finding(OBJECT);

    @Override
    public void apply(Canvas canvas) {
        String object = object().orElseThrow(() -> new IllegalStateException("nothing was found for " + image()));
        int margin = margin(Math.min(canvas.width(), canvas.height()));
        Size size = size(canvas, margin, canvas.sizeOf(object));
        Gravity gravity = Gravity.of(arguments.get(GRAVITY));
        canvas.lay(new Layer(
                object,
                gravity.left(size.width(), canvas.width(), margin),
                gravity.top(size.height(), canvas.height(), margin),
                size,
                arguments.get(OPACITY),
                arguments.get(TILE),
                margin));
    }

    /** As far as it leaves room for a pixel. */
    private int margin(int side) {
        double margin = arguments.get(MARGIN);
        return Math.clamp(Math.round(margin < 1 ? margin * side : margin), 0, (side - 1) / 2);
    }

    private Size size(Canvas canvas, int margin, Size picture) {
        int room = canvas.width() - 2 * margin;
        int height = canvas.height() - 2 * margin;
        double wanted = Math.clamp(arguments.get(SCALE) * canvas.width(), 1, room);
        double scale = Math.min(wanted / picture.width(), (double) height / picture.height());
        return new Size(
                Math.clamp(Math.round(picture.width() * scale), 1, room),
                Math.clamp(Math.round(picture.height() * scale), 1, height));
    }
}
