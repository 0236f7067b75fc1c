package dev.halftone.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running system answers.
 *
 * @param api the HTTP API; empty if the process runs the infrastructure alone
 * @param samples the sample origin
 */
record Address(Optional<URI> api, URI samples) {

    private static final String FILE = "running.properties";

    /** Of the system that works in this data directory, as far as it has said. */
    static Optional<Address> of(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return Optional.ofNullable(properties.getProperty("samples"))
                .map(samples -> new Address(
                        Optional.ofNullable(properties.getProperty("api")).map(URI::create), URI.create(samples)));
    }

    void writeTo(Path data) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("samples", samples.toString());
        api.ifPresent(address -> properties.setProperty("api", address.toString()));
        try (OutputStream out = Files.newOutputStream(data.resolve(FILE))) {
            properties.store(out, "where this system answers while it runs");
        }
    }

    static void removeFrom(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(FILE));
    }
}
