package dev.halftone.standalone.infrastructure;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that must survive a restart lives: the databases, the credentials and the ports they were given.
 * One process at a time owns it: the operating system's lock on a file in it, which ends with the process however it ends.
 */
public final class DataDirectory implements Closeable {

    private final Path path;
    private final FileChannel lock;
    private final Remembered remembered;

    private DataDirectory(Path path, FileChannel lock) throws IOException {
        this.path = path;
        this.lock = lock;
        this.remembered = Remembered.in(path.resolve("standalone.properties"));
    }

    /**
     * Makes the directory if it is missing, readable by its owner alone, and takes it.
     *
     * @throws DataDirectoryInUseException if another process has it
     * @throws IOException if it cannot be made or written
     */
    public static DataDirectory open(Path directory) throws IOException, DataDirectoryInUseException {
        Files.createDirectories(directory.toAbsolutePath().getParent());
        if (Files.notExists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path path = directory.toRealPath();
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new DataDirectoryInUseException(
                        path, Files.readString(path.resolve("lock")).strip());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(path, channel);
        } catch (IOException | DataDirectoryInUseException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** A random secret: made at the first call and the same ever after. */
    String secret(String name) throws IOException {
        return remembered.secret(name);
    }

    /**
     * A loopback port: the one wanted, or, for 0, the one of the last time if it is free, else any free one.
     *
     * @throws IOException if the one wanted is taken, or the choice cannot be remembered
     */
    public int port(String name, int wanted) throws IOException {
        return remembered.port(name, wanted);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
