package dev.halftone.standalone;

import dev.halftone.standalone.infrastructure.DataDirectoryInUseException;
import dev.halftone.standalone.lifecycle.Closing;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole system in this JVM. Closing it lets the services finish, then stops Kafka, S3 and PostgreSQL. */
final class Standalone implements Closeable {

    private final LocalServers servers;
    private final Services services;
    private final URI address;
    private boolean closed;

    private Standalone(LocalServers servers, Services services, URI address) {
        this.servers = servers;
        this.services = services;
        this.address = address;
    }

    /**
     * Returns when jobs can be submitted.
     *
     * @param port of the HTTP API; 0 for a free one
     * @param environment what the user set, by the names of environment variables
     * @throws DataDirectoryInUseException if another process works in the directory
     * @throws IOException if a part does not start; the others are stopped again
     */
    static Standalone start(Path directory, ServerPorts wanted, int port, Map<String, String> environment)
            throws IOException, DataDirectoryInUseException {
        LocalServers servers = LocalServers.start(directory, wanted);
        try {
            int apiPort = servers.data().port("api", port);
            URI address = URI.create("http://127.0.0.1:" + apiPort);
            Map<String, String> settings = new LinkedHashMap<>(servers.settings(environment));
            if (!environment.containsKey("HALFTONE_PUBLIC_BASE_URL")) {
                settings.put("halftone.public-base-url", address.toString());
            }
            Services services = Services.start(settings, apiPort);
            Standalone standalone = new Standalone(servers, services, address);
            servers.announce(new Address(Optional.of(address), servers.samples().address()));
            return standalone;
        } catch (IOException | RuntimeException e) {
            try (servers) {
                throw e;
            }
        }
    }

    /** Of the HTTP API. */
    URI address() {
        return address;
    }

    /** What {@code {origin}} stands for in a manifest. */
    URI samples() {
        return servers.samples().address();
    }

    Path data() {
        return servers.data().path();
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            Closing.inOrder(List.of(services, servers));
        }
    }
}
