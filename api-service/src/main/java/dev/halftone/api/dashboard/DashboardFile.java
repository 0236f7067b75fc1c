package dev.halftone.api.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * A file of the dashboard, held in memory.
 *
 * @param etag of its content: the time a file was built says nothing, because builds are reproducible
 */
record DashboardFile(String name, MediaType mediaType, String etag, ByteArrayResource content) {

    /** @throws UncheckedIOException if it cannot be read */
    static DashboardFile read(Resource resource) {
        String name = Objects.requireNonNull(resource.getFilename());
        try (InputStream in = resource.getInputStream()) {
            byte[] bytes = in.readAllBytes();
            MediaType mediaType = MediaTypeFactory.getMediaType(name).orElseThrow();
            return new DashboardFile(name, mediaType, etag(bytes), new ByteArrayResource(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("the dashboard's " + name + " cannot be read", e);
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
