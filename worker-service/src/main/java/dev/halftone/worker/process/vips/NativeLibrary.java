package dev.halftone.worker.process.vips;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shared library that the jar carries for a platform, as a file that can be loaded. It lies in a directory of this user alone,
 * named by its content, so that several workers share it and a new version stands beside the old.
 *
 * @param platform as in {@code linux-x64}
 * @param fileName of the library in the jar
 */
record NativeLibrary(String platform, String fileName) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** @throws IllegalStateException if there is no library for this operating system */
    static NativeLibrary ofThisPlatform() {
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
     * The library's file under {@code parent}, extracted if it is not there yet.
     *
     * @throws IllegalStateException if the jar has no library for this platform, or the directory is not this user's own
     */
    Path extractedUnder(Path parent) {
        try {
            Path directory = ownDirectory(parent);
            Path file = directory.resolve(checksum() + "-" + fileName);
            if (!Files.exists(file)) {
                extract(directory, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("libvips cannot be extracted under " + parent, e);
        }
    }

    private void extract(Path directory, Path file) throws IOException {
        Path partial = Files.createTempFile(directory, fileName, ".partial");
        try (InputStream library = resource(fileName)) {
            Files.copy(library, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Path ownDirectory(Path parent) throws IOException {
        Path directory = parent.resolve("halftone-native-" + System.getProperty("user.name"));
        Files.createDirectories(parent);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            createOwn(directory);
        }
        if (!isOwn(directory)) {
            throw new IllegalStateException(directory + " is not a directory of this user alone; remove it");
        }
        return directory;
    }

    /** Whoever may write there could have this process run their code, above all if it runs as root. */
    private static boolean isOwn(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.getPosixFilePermissions(directory).equals(OWNER_ONLY)) {
            return false;
        }
        Path probe = Files.createTempFile(directory, "owner", ".probe");
        try {
            return Files.getOwner(probe).equals(Files.getOwner(directory));
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static void createOwn(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // another worker of this user was faster, or it is not ours, which the caller looks at
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
