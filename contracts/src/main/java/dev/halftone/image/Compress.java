package dev.halftone.image;

import java.util.List;
import java.util.Map;

/** Makes the file smaller: to a share of the source's bytes, or with the encoder's quality number. Always the last operation. */
public record Compress(Target target) implements Operation {

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

    static final OperationType TYPE = new OperationType(
            "compress",
            "Makes the file smaller: to at most a share of the source's bytes (`ratio`), or with the encoder's `quality` number.",
            List.of(
                    new Parameter.Real("ratio", 0.05, 1, "the most that is left of the source's bytes, as a share"),
                    new Parameter.Whole("quality", 1, 100, "the encoder's quality number, instead of a ratio")),
            Compress::read);

    public static Compress toRatio(double share) {
        return new Compress(new Ratio(share));
    }

    public static Compress atQuality(int number) {
        return new Compress(new Quality(number));
    }

    private static Compress read(Arguments arguments) {
        Double ratio = arguments.real("ratio");
        Integer quality = arguments.whole("quality");
        if (ratio != null && quality == null) {
            return toRatio(ratio);
        }
        if (quality != null && ratio == null) {
            return atQuality(quality);
        }
        throw new InvalidPipelineException("compress takes either 'ratio' or 'quality'");
    }

    @Override
    public OperationType type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> arguments() {
        return switch (target) {
            case Ratio(double share) -> Map.of("ratio", share);
            case Quality(int number) -> Map.of("quality", number);
        };
    }
}
