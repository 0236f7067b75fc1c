package dev.halftone.worker.process.pool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The classes that a child runs, as a jar of their own: they are found in the same way whether this application runs from jars within a
 * jar, from jars or from directories, and a child has nothing else to load.
 */
final class ChildJar {

    private static final List<String> PACKAGES = List.of("analysis", "image", "outcome", "worker/process");
    private static final String ROOT = "dev/halftone/";

    private ChildJar() {}

    /** The jar's file in this user's own directory under {@code parent}. */
    static Path under(Path parent) {
        try {
            byte[] jar = jar(classes());
            return OwnDirectory.under(parent).file(checksum(jar) + "-child.jar", () -> new ByteArrayInputStream(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("the decoder's classes cannot be written under " + parent, e);
        }
    }

    private static Map<String, Resource> classes() throws IOException {
        PathMatchingResourcePatternResolver resolver =
                new PathMatchingResourcePatternResolver(ChildJar.class.getClassLoader());
        Map<String, Resource> classes = new TreeMap<>();
        for (String directory : PACKAGES) {
            for (Resource file : resolver.getResources("classpath*:" + ROOT + directory + "/**/*.class")) {
                String url = file.getURL().toString();
                classes.putIfAbsent(url.substring(url.lastIndexOf(ROOT)), file);
            }
        }
        return classes;
    }

    private static byte[] jar(Map<String, Resource> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Resource> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0); // equal classes make an equal jar
                jar.putNextEntry(entry);
                jar.write(file.getValue().getContentAsByteArray());
            }
        }
        return bytes.toByteArray();
    }

    private static String checksum(byte[] jar) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
