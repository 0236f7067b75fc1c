package dev.halftone.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The image formats that are read, and, but for TIFF, written. */
public enum ImageFormat {
    JPEG("jpg"),
    PNG("png"),
    GIF("gif"),
    WEBP("webp"),
    AVIF("avif"),
    TIFF("tiff");

    private final String extension;

    ImageFormat(String extension) {
        this.extension = extension;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file name's ending, without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return "image/" + wireName();
    }

    /** @throws IllegalArgumentException if no format has this wire name */
    @JsonCreator
    public static ImageFormat of(String wireName) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no image format is called '" + wireName + "'"));
    }
}
