package dev.halftone.image;

import dev.halftone.image.parameter.Parameter;
import java.util.List;
import java.util.Map;

/** Stores the image in another format than its source's. */
public record Convert(Arguments arguments) implements Operation {

    private static final Parameter<String> FORMAT =
            Parameter.word("format", List.of("jpeg", "png", "webp", "avif", "gif"), "the format that is stored");

    static final OperationType TYPE = OperationType.of(
            "convert",
            "Stores the image in another format than its source's. At most once in a pipeline.",
            Convert::new,
            FORMAT);

    /** @throws InvalidPipelineException if the format is only read */
    public static Convert to(ImageFormat format) {
        return new Convert(TYPE.arguments(Map.of(FORMAT.name(), format.wireName())));
    }

    public ImageFormat format() {
        return ImageFormat.of(arguments.get(FORMAT));
    }

    /** Decides how the file is written, not what is in it. */
    @Override
    public void apply(Canvas canvas) {}
}
