package dev.halftone.upload;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;

/**
 * An image whose bytes came with a submission and wait in the object store. Rows and messages have its {@link #text} where others
 * have a URL; the egress policy lets no such text through, so none can be submitted.
 *
 * @param name what the client calls it; may be empty
 */
public record Upload(UUID id, String name) {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();
    private static final String PREFIX = "upload:";
    private static final int ID_LENGTH = 36;
    private static final int NAME_START = PREFIX.length() + ID_LENGTH + 1;

    public static Upload next(String name) {
        return new Upload(GENERATOR.generate(), name);
    }

    /**
     * The upload that a source names; none if it is a URL.
     *
     * @throws IllegalArgumentException if it begins like an upload and is none
     */
    public static Optional<Upload> of(String source) {
        if (!source.startsWith(PREFIX)) {
            return Optional.empty();
        }
        if (source.length() < NAME_START || source.charAt(NAME_START - 1) != '/') {
            throw new IllegalArgumentException("'" + source + "' names no upload");
        }
        UUID id = UUID.fromString(source.substring(PREFIX.length(), NAME_START - 1));
        return Optional.of(new Upload(id, source.substring(NAME_START)));
    }

    /** What clients are shown of a source: its URL, or the name that they gave it. */
    public static String shown(String source) {
        return of(source).map(Upload::name).orElse(source);
    }

    /** How it is written in rows and messages: {@code upload:ID/NAME}. */
    public String text() {
        return PREFIX + id + "/" + name;
    }

    /** Where its bytes are in the object store. */
    public String key() {
        return key(id);
    }

    public static String key(UUID id) {
        return "uploads/" + id;
    }
}
