package dev.halftone.analysis;

import dev.halftone.image.ImageFormat;
import java.util.Arrays;
import java.util.Map;

/** What kind of file it is. */
final class FileFormat implements Analysis {

    @Override
    public String name() {
        return "format";
    }

    @Override
    public String description() {
        return "The format of the file, whatever its name says.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "type",
                "string",
                "enum",
                Arrays.stream(ImageFormat.values()).map(ImageFormat::wireName).toList());
    }

    @Override
    public String of(Picture picture) {
        return picture.format().wireName();
    }
}
