package dev.halftone.standalone;

import dev.halftone.standalone.client.HalftoneApi;
import dev.halftone.standalone.infrastructure.DataDirectoryInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The system that a command works with: one that runs already, or its own, which ends with it. */
final class SystemInUse implements Closeable {

    private final HalftoneApi api;
    private final @Nullable URI samples;
    private final @Nullable Standalone own;

    private SystemInUse(HalftoneApi api, @Nullable URI samples, @Nullable Standalone own) {
        this.api = api;
        this.samples = samples;
        this.own = own;
    }

    /**
     * Looks at the port, then at the data directory, and starts a system if neither has one.
     *
     * @param messages where the wait is announced
     * @throws DataDirectoryInUseException if something else works in the directory
     */
    static SystemInUse findOrStart(int port, SystemOptions options, PrintWriter messages)
            throws IOException, DataDirectoryInUseException {
        HalftoneApi atPort = new HalftoneApi(URI.create("http://127.0.0.1:" + port), key());
        if (atPort.answers()) {
            return new SystemInUse(atPort, samplesOf(atPort.address(), options.data()), null);
        }
        atPort.close();
        messages.println("starting Halftone …");
        try {
            Standalone own = Standalone.start(options.data(), options.ports(), 0, System.getenv());
            Foreground.stopWithProcess(own);
            return new SystemInUse(new HalftoneApi(own.address(), key()), own.samples(), own);
        } catch (DataDirectoryInUseException e) {
            return Address.of(options.data())
                    .flatMap(SystemInUse::at)
                    .filter(found -> found.api().answers())
                    .orElseThrow(() -> e);
        }
    }

    private static String key() {
        return System.getenv().getOrDefault("HALFTONE_API_KEY", "");
    }

    private static Optional<SystemInUse> at(Address address) {
        return address.api().map(api -> new SystemInUse(new HalftoneApi(api, key()), address.samples(), null));
    }

    /** Only the data directory knows; a system that does not work there is asked for no samples. */
    private static @Nullable URI samplesOf(URI api, Path data) throws IOException {
        return Address.of(data)
                .filter(address -> address.api().map(api::equals).orElse(true))
                .map(Address::samples)
                .orElse(null);
    }

    HalftoneApi api() {
        return api;
    }

    /**
     * What {@code {origin}} stands for.
     *
     * @throws IOException if it is not known
     */
    URI samples() throws IOException {
        if (samples == null) {
            throw new IOException("the manifest has {origin}, but where " + api.address()
                    + " serves the samples is not known: name its data directory with --data");
        }
        return samples;
    }

    /** Whether nothing answers once the command has ended. */
    boolean endsWithCommand() {
        return own != null;
    }

    @Override
    public void close() throws IOException {
        api.close();
        if (own != null) {
            own.close();
        }
    }
}
