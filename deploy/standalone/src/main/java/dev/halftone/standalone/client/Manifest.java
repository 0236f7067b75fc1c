package dev.halftone.standalone.client;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A manifest to be submitted. In it, {@code {origin}} may stand for the address of the sample photos. */
public final class Manifest {

    private static final String ORIGIN = "{origin}";

    private Manifest() {}

    /** Whether the placeholder is in it. Reads bytes, whatever their encoding. */
    public static boolean needsOrigin(Path manifest) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(manifest, StandardCharsets.ISO_8859_1)) {
            return reader.lines().anyMatch(line -> line.contains(ORIGIN));
        }
    }

    /** A copy with the placeholder filled in and every other byte as it was. */
    public static void fillIn(Path manifest, String origin, Path target) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(manifest, StandardCharsets.ISO_8859_1);
                BufferedWriter writer = Files.newBufferedWriter(target, StandardCharsets.ISO_8859_1)) {
            writer.write(reader.readAllAsString().replace(ORIGIN, origin));
        }
    }

    /** Its file name without the ending. */
    public static String name(Path manifest) {
        String file = manifest.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
