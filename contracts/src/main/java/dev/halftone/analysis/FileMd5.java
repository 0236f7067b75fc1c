package dev.halftone.analysis;

import dev.halftone.outcome.Md5;
import java.util.Map;

/** The file's MD5 (RFC 1321). */
final class FileMd5 implements Analysis {

    @Override
    public String name() {
        return "md5";
    }

    @Override
    public String description() {
        return "The MD5 of the file's bytes: how many other systems name it.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^[0-9a-f]{32}$");
    }

    @Override
    public String of(Picture picture) {
        return Md5.of(picture.file()).hex();
    }
}
