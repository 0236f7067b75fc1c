package dev.halftone.faults.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A disk of its own for one directory, which can be filled to the last byte. Nobody may use the directory while it moves. */
public final class SmallDisk {

    private static final String SOURCE = "halftone-faults";
    private static final String FILLER = "filler";
    private static final int BLOCK = 4096;
    private static final int MIB = 1 << 20;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /**
     * Moves a directory with all that is in it to a disk that is mounted in its place.
     *
     * @param spare how many MiB it has beside
     * @throws IOException if that is not possible here, such as for want of the right to mount; the directory is as it was
     */
    public static SmallDisk under(Path directory, int spare) throws IOException, InterruptedException {
        Path before = directory.resolveSibling(directory.getFileName() + ".before");
        long used = Long.parseLong(run("du", "-sm", directory.toString()).split("\\s", 2)[0]);
        String options = "size=%dm,mode=0700,uid=%s,gid=%s"
                .formatted(
                        used + spare,
                        Files.getAttribute(directory, "unix:uid"),
                        Files.getAttribute(directory, "unix:gid"));
        Files.move(directory, before);
        Files.createDirectory(directory);
        try {
            run("mount", "-t", "tmpfs", "-o", options, SOURCE, directory.toString());
            run("cp", "-a", before + "/.", directory.toString());
        } catch (IOException e) {
            unmount(directory);
            Files.move(before, directory);
            throw e;
        }
        run("rm", "-r", before.toString());
        return new SmallDisk(directory);
    }

    /** Takes the directory away too, and the disk if it is there. */
    private static void unmount(Path directory) throws IOException, InterruptedException {
        if (Files.getFileStore(directory).name().equals(SOURCE)) {
            run("umount", directory.toString());
        }
        Files.delete(directory);
    }

    /** Moves the directory back to where it was. */
    public void remove() throws IOException, InterruptedException {
        free();
        Path after = directory.resolveSibling(directory.getFileName() + ".after");
        run("cp", "-a", directory.toString(), after.toString());
        unmount(directory);
        Files.move(after, directory);
    }

    /** Leaves not a byte; to be done again when something was deleted meanwhile. */
    public void fill() throws IOException {
        byte[] piece = new byte[MIB];
        try (OutputStream filler =
                Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (free(piece.length)) {
                filler.write(piece);
            }
            while (free(BLOCK)) {
                filler.write(piece, 0, BLOCK);
            }
        } catch (IOException e) {
            if (!isFull()) { // else somebody took what was free just before
                throw e;
            }
        }
    }

    private boolean free(int bytes) throws IOException {
        return Files.getFileStore(directory).getUsableSpace() >= bytes;
    }

    public boolean isFull() throws IOException {
        return !free(BLOCK);
    }

    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return directory.resolve(FILLER);
    }

    /** What a command of the system prints. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + ": " + printed);
        }
        return printed;
    }
}
