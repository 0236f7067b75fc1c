package dev.halftone.worker.process.pool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The shared library that the jar carries for a platform, as a file that can be loaded.
 *
 * @param platform as in {@code linux-x64}
 * @param fileName of the library in the jar
 */
public record NativeLibrary(String platform, String fileName) {

    /** @throws IllegalStateException if there is no library for this operating system */
    public static NativeLibrary ofThisPlatform() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static NativeLibrary of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch;
        };
        if (os.startsWith("mac")) {
            return new NativeLibrary("darwin-" + arch, "libvips.dylib");
        }
        return new NativeLibrary(os + "-" + arch, "libvips.so");
    }

    /**
     * The library's file in this user's own directory under {@code parent}, extracted if it is not there yet.
     *
     * @throws IllegalStateException if the jar has no library for this platform, or the directory is not this user's own
     */
    public Path extractedUnder(Path parent) {
        try {
            return OwnDirectory.under(parent).file(checksum() + "-" + fileName, () -> resource(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException("libvips cannot be extracted under " + parent, e);
        }
    }

    private String checksum() throws IOException {
        try (InputStream checksum = resource(fileName + ".sha256")) {
            return new String(checksum.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private InputStream resource(String name) {
        String path = "/native/" + platform + "/" + name;
        @Nullable InputStream stream = NativeLibrary.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalStateException("There is no libvips for " + platform + " in this build (" + path
                    + "). Halftone's worker runs on Linux (glibc) and macOS, on x64 and arm64.");
        }
        return stream;
    }
}
