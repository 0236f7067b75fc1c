package dev.halftone.image;

import dev.halftone.image.parameter.Parameter;
import dev.halftone.image.parameter.Rule;
import java.util.Map;

/** Makes the file smaller: to a share of the source's bytes, or with the encoder's quality number. Always the last operation. */
public record Compress(Arguments arguments) implements Operation {

    /** What is aimed at. */
    public sealed interface Target {}

    /**
     * The highest quality whose file is at most this share of the source's bytes.
     *
     * @param share of the source's bytes, above 0 and at most 1
     */
    public record Ratio(double share) implements Target {}

    /**
     * The encoder's own quality number, whatever size it leads to.
     *
     * @param number from 1 to 100
     */
    public record Quality(int number) implements Target {}

    private static final Parameter<Double> RATIO = Parameter.real(
                    "ratio", 0.05, 1, "the most that is left of the source's bytes, as a share")
            .optional();
    private static final Parameter<Integer> QUALITY = Parameter.whole(
                    "quality", 1, 100, "the encoder's quality number, instead of a ratio")
            .optional();

    static final OperationType TYPE = OperationType.of(
                    "compress",
                    "Makes the file smaller: to at most a share of the source's bytes (`ratio`), or with the encoder's `quality` number."
                            + " Always the last operation.",
                    Compress::new,
                    RATIO,
                    QUALITY)
            .with(Rule.either(RATIO, QUALITY));

    public static Compress toRatio(double share) {
        return new Compress(TYPE.arguments(Map.of(RATIO.name(), share)));
    }

    public static Compress atQuality(int number) {
        return new Compress(TYPE.arguments(Map.of(QUALITY.name(), number)));
    }

    public Target target() {
        return arguments
                .find(RATIO)
                .<Target>map(Ratio::new)
                .or(() -> arguments.find(QUALITY).map(Quality::new))
                .orElseThrow();
    }

    /** Decides how the file is written, not what is in it. */
    @Override
    public void apply(Canvas canvas) {}
}
