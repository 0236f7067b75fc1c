package dev.halftone.standalone;

import dev.halftone.standalone.infrastructure.DataDirectory;
import dev.halftone.standalone.infrastructure.DataDirectoryInUseException;
import dev.halftone.standalone.infrastructure.Infrastructure;
import dev.halftone.standalone.lifecycle.Closing;
import dev.halftone.standalone.samples.SampleOrigin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the services need around them, on loopback: PostgreSQL, Kafka and S3 on a data directory, and the sample origin. */
final class LocalServers implements Closeable {

    private final DataDirectory data;
    private final SampleOrigin samples;
    private final Infrastructure infrastructure;

    private LocalServers(DataDirectory data, SampleOrigin samples, Infrastructure infrastructure) {
        this.data = data;
        this.samples = samples;
        this.infrastructure = infrastructure;
    }

    /**
     * Returns when all of them answer.
     *
     * @throws DataDirectoryInUseException if another process works in the directory
     * @throws IOException if one does not start; the others are stopped again
     */
    static LocalServers start(Path directory, ServerPorts wanted) throws IOException, DataDirectoryInUseException {
        DataDirectory data = DataDirectory.open(directory);
        try {
            Address.removeFrom(data.path());
            SharedLog.writeTo(data.resolve(SharedLog.NAME));
            SampleOrigin samples = SampleOrigin.start(data.port("samples", wanted.samples()));
            try {
                return new LocalServers(data, samples, Infrastructure.start(data, wanted.infrastructure()));
            } catch (IOException | RuntimeException e) {
                samples.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    DataDirectory data() {
        return data;
    }

    SampleOrigin samples() {
        return samples;
    }

    /** What both services need to use these, by the names of their settings. */
    Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>(infrastructure.settings());
        settings.putAll(LoopbackEgress.settings(samples.port(), environment));
        return settings;
    }

    /** Tells other processes where to find this one. */
    void announce(Address address) throws IOException {
        address.writeTo(data.path());
    }

    /** Tells other processes where to find the sample origin; there is no API here. */
    void announce() throws IOException {
        announce(new Address(Optional.empty(), samples.address()));
    }

    @Override
    public void close() throws IOException {
        Closing.inOrder(List.of(() -> Address.removeFrom(data.path()), samples, infrastructure, data));
    }
}
