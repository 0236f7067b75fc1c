package dev.halftone.hostile.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of this process and its children alone, in which every address there is leads back to this machine: metadata
 * services and the public internet can be connected to like loopback, and no packet ever leaves.
 */
public final class LabNetwork {

    private static final Path ROUTES_V4 = Path.of("/proc/net/route");
    private static final Path ROUTES_V6 = Path.of("/proc/net/ipv6_route");

    private LabNetwork() {}

    /** @throws IOException if this process shares its network with others, or may not change it */
    public static void open() throws IOException, InterruptedException {
        requireOwn();
        ip("link", "set", "lo", "up");
        ip("route", "add", "local", "0.0.0.0/0", "dev", "lo");
        ip("-6", "route", "add", "local", "::/0", "dev", "lo");
    }

    /** A network namespace that was just made has no way out. */
    private static void requireOwn() throws IOException {
        long ways = Files.readAllLines(ROUTES_V4).stream().skip(1).count()
                + Files.readAllLines(ROUTES_V6).stream()
                        .filter(line -> !line.endsWith(" lo"))
                        .count();
        if (ways > 0) {
            throw new IOException("a network of its own is needed, as 'unshare --net' makes it");
        }
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + printed);
        }
    }
}
