package dev.halftone.image;

import java.util.List;
import java.util.Map;

/** Stores the image in another format than its source's. */
public record Convert(ImageFormat format) implements Operation {

    static final OperationType TYPE = new OperationType(
            "convert",
            "Stores the image in another format than its source's.",
            List.of(new Parameter.Choice(
                    "format", List.of("jpeg", "png", "webp", "avif", "gif"), "the format that is stored")),
            arguments -> new Convert(ImageFormat.of(arguments.requiredChoice("format"))));

    @Override
    public OperationType type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of("format", format.wireName());
    }
}
