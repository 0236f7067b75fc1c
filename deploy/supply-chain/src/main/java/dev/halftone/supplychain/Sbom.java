package dev.halftone.supplychain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;

/** A CycloneDX SBOM as a JSON file, or within the jar of a program where Spring Boot looks for it. */
final class Sbom {

    private static final String IN_JAR = "META-INF/sbom/application.cdx.json";
    private static final Version VERSION = Version.VERSION_16;

    private Sbom() {}

    /** @throws IOException if there is none, or it is not valid */
    static Bom read(Path file) throws IOException {
        byte[] json = file.toString().endsWith(".jar") ? ofJar(file) : Files.readAllBytes(file);
        check(json, file);
        try {
            return new JsonParser().parse(json);
        } catch (ParseException e) {
            throw new IOException("no SBOM can be read from " + file, e);
        }
    }

    /**
     * Without the time, so that the same sources make the same bytes.
     *
     * @throws IOException if it would not be valid, which leaves the file as it was
     */
    static void write(Bom bom, Path file) throws IOException {
        if (bom.getMetadata() != null) {
            bom.getMetadata().setTimestamp(null);
        }
        try {
            byte[] json =
                    BomGeneratorFactory.createJson(VERSION, bom).toJsonString().getBytes(StandardCharsets.UTF_8);
            check(json, file);
            Files.write(file, json);
        } catch (GeneratorException e) {
            throw new IOException("no SBOM can be made for " + file, e);
        }
    }

    private static void check(byte[] json, Path file) throws IOException {
        List<ParseException> faults = new JsonParser().validate(json, VERSION);
        if (!faults.isEmpty()) {
            throw new IOException(
                    "the SBOM of " + file + " is not valid: " + faults.get(0).getMessage(), faults.get(0));
        }
    }

    private static byte[] ofJar(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            ZipEntry entry = jar.getEntry(IN_JAR);
            if (entry == null) {
                throw new IOException(file + " has no SBOM; was it built offline, where none can be made?");
            }
            return jar.getInputStream(entry).readAllBytes();
        }
    }
}
