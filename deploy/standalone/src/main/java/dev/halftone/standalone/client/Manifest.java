package dev.halftone.standalone.client;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A manifest to be submitted. In it, {@code {origin}} may stand for the address of the sample photos. */
public final class Manifest {

    private static final String ORIGIN = "{origin}";
    private static final String PACKED = ".gz";
    private static final int PIECE = 64 * 1024;

    private Manifest() {}

    /** What it is written in, which its name's ending says. */
    static String mediaType(Path manifest) {
        String name = unpackedName(manifest).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "txt" -> "text/plain";
            case "json" -> "application/json";
            case "ndjson", "jsonl" -> "application/x-ndjson";
            default -> "text/csv";
        };
    }

    static boolean isPacked(Path manifest) {
        return manifest.toString().endsWith(PACKED);
    }

    /** Whether the placeholder is in it. Reads bytes, whatever their encoding, and none that are packed. */
    public static boolean needsOrigin(Path manifest) throws IOException {
        if (isPacked(manifest)) {
            return false;
        }
        try (Reader reader = Files.newBufferedReader(manifest, StandardCharsets.ISO_8859_1)) {
            char[] piece = new char[PIECE];
            String end = "";
            int read = reader.read(piece);
            while (read >= 0) {
                String text = end + new String(piece, 0, read);
                if (text.contains(ORIGIN)) {
                    return true;
                }
                end = text.substring(Math.max(0, text.length() - ORIGIN.length() + 1));
                read = reader.read(piece);
            }
            return false;
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
        String file = unpackedName(manifest);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static String unpackedName(Path manifest) {
        String file = manifest.getFileName().toString();
        return file.endsWith(PACKED) ? file.substring(0, file.length() - PACKED.length()) : file;
    }
}
