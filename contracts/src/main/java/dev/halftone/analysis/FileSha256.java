package dev.halftone.analysis;

import dev.halftone.outcome.Sha256;
import java.util.Map;

/** The file's SHA-256 (FIPS 180-4). */
final class FileSha256 implements Analysis {

    @Override
    public String name() {
        return "sha256";
    }

    @Override
    public String description() {
        return "The SHA-256 of the file's bytes: the same files have the same, and no others.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^[0-9a-f]{64}$");
    }

    @Override
    public String of(Picture picture) {
        return Sha256.of(picture.file()).hex();
    }
}
