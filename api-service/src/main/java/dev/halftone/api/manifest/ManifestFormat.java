package dev.halftone.api.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MimeType;

/** What a manifest is written in. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are never changed
public enum ManifestFormat {
    /** A header, and a row in each line. */
    CSV(List.of("csv"), "text/csv"),
    /** A URL in each line. */
    TEXT(List.of("txt"), "text/plain"),
    /** A document with a list of images. */
    JSON(List.of("json"), "application/json"),
    /** An image, as in that document, in each line. */
    NDJSON(List.of("ndjson", "jsonl"), "application/x-ndjson", "application/jsonl");

    private final List<String> endings;
    private final List<MimeType> types;

    ManifestFormat(List<String> endings, String... types) {
        this.endings = endings;
        this.types = Arrays.stream(types).map(MimeType::valueOf).toList();
    }

    /** The format of a body of that media type, whatever its parameters. */
    public static Optional<ManifestFormat> of(MimeType type) {
        return Arrays.stream(values())
                .filter(format -> format.types.stream().anyMatch(type::equalsTypeAndSubtype))
                .findFirst();
    }

    /** The format of a file: its name's ending counts more than a type, which clients guess. A CSV when in doubt. */
    public static ManifestFormat of(@Nullable String fileName, @Nullable MimeType type) {
        return Optional.ofNullable(fileName)
                .flatMap(ManifestFormat::ofFile)
                .or(() -> Optional.ofNullable(type).flatMap(ManifestFormat::of))
                .orElse(CSV);
    }

    public List<MimeType> mediaTypes() {
        return types;
    }

    /** Whether an image can stand in it, rather than its URL. */
    public boolean hasInlineImages() {
        return this == JSON || this == NDJSON;
    }

    private static Optional<ManifestFormat> ofFile(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.contains(ending))
                .findFirst();
    }
}
