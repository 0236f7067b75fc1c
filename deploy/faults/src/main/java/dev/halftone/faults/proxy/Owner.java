package dev.halftone.faults.proxy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the process at the client's end of a connection on this machine, in Linux's {@code /proc}. */
public final class Owner {

    private static final Path PROC = Path.of("/proc");

    private Owner() {}

    /**
     * The process that has a connection from a local port. A port may be the local one of several connections to different
     * servers; ask {@link #ofConnection} where that matters.
     *
     * @throws IOException if no process has one that we may see, or several have
     */
    public static long ofPort(int clientPort) throws IOException {
        return single(owners(line -> line.isFrom(clientPort)), "port " + clientPort);
    }

    /**
     * The process that has the connection from one local port to another.
     *
     * @throws IOException if no process has it that we may see, or several have
     */
    public static long ofConnection(int clientPort, int serverPort) throws IOException {
        return single(
                owners(line -> line.isFrom(clientPort) && line.isTo(serverPort)),
                "the connection from " + clientPort + " to " + serverPort);
    }

    private static long single(Set<Long> owners, String what) throws IOException {
        if (owners.size() != 1) {
            throw new IOException("the processes that have " + what + ": " + owners);
        }
        return owners.iterator().next();
    }

    private static Set<Long> owners(Predicate<SocketLine> wanted) throws IOException {
        Set<String> sockets =
                SocketLine.all(PROC).filter(wanted).map(SocketLine::descriptor).collect(Collectors.toSet());
        Set<Long> owners = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasAny(process.resolve("fd"), sockets)) {
                    owners.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return owners;
    }

    private static boolean hasAny(Path descriptors, Set<String> sockets) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (sockets.contains(targetOf(file))) {
                    return true;
                }
            }
            return false;
        } catch (AccessDeniedException | NoSuchFileException notOursOrGone) {
            return false;
        }
    }

    private static String targetOf(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
