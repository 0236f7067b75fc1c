package dev.halftone.image.geometry;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Geometry;
import dev.halftone.image.OperationType;
import dev.halftone.image.Resize;
import dev.halftone.image.Scaling;
import dev.halftone.image.parameter.Parameter;
import java.util.List;

/** Makes a small picture for lists. */
public record Thumbnail(Arguments arguments) implements Scaling {

    private static final Parameter<Integer> SIZE =
            Parameter.whole("size", 1, 2048, "the side of a square, in pixels").orElse(256);
    private static final Parameter<String> CROP = Parameter.word(
                    "crop",
                    List.of("none", "centre", "attention"),
                    "how the square is filled: not, so that one side is shorter; with the middle; or with the part that people look at first")
            .orElse("none");

    public static final OperationType TYPE = OperationType.of(
            "thumbnail", "Makes a small picture that fits a square. Never enlarges.", Thumbnail::new, SIZE, CROP);

    @Override
    public Geometry geometry(int width, int height) {
        int size = arguments.get(SIZE);
        boolean fills = !arguments.get(CROP).equals("none");
        return Resize.to(size, size, fills ? Resize.Fit.COVER : Resize.Fit.INSIDE)
                .geometry(width, height);
    }

    @Override
    public void apply(Canvas canvas) {
        Geometry wanted = geometry(canvas.width(), canvas.height());
        if (arguments.get(CROP).equals("attention")) {
            canvas.resize(wanted.uncropped());
            canvas.cropToAttention(wanted.width(), wanted.height());
        } else {
            canvas.resize(wanted);
        }
    }
}
