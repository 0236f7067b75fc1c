package dev.halftone.worker.process.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A directory of this user alone, for files that are run. They are named by their content, so that several workers share them and a new
 * version stands beside the old.
 */
record OwnDirectory(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** What a file is written from, if it is not there yet. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** @throws IllegalStateException if the directory is not this user's own */
    static OwnDirectory under(Path parent) throws IOException {
        Path directory = parent.resolve("halftone-native-" + System.getProperty("user.name"));
        Files.createDirectories(parent);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            createOwn(directory);
        }
        if (!isOwn(directory)) {
            throw new IllegalStateException(directory + " is not a directory of this user alone; remove it");
        }
        return new OwnDirectory(directory);
    }

    /** @param name tells the content: what is there under it is taken as it is */
    Path file(String name, Content content) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            write(file, content);
        }
        return file;
    }

    private void write(Path file, Content content) throws IOException {
        Path partial = Files.createTempFile(path, "new", ".partial");
        try (InputStream bytes = content.open()) {
            Files.copy(bytes, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
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
}
