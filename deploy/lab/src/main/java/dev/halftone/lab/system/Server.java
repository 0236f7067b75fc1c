package dev.halftone.lab.system;

import dev.halftone.lab.process.Companions;
import dev.halftone.lab.process.Installation;
import dev.halftone.lab.process.Ports;
import dev.halftone.lab.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL, Kafka or S3, as a process of its own on loopback.
 *
 * @param directory of its data
 */
public record Server(Program program, int port, Path directory) {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final String READY = "HALFTONE_READY=true";

    public static Server postgres(Installation installation, Ports ports) {
        int port = ports.next();
        Path directory = installation.data("postgres").resolve("postgres/data");
        Companions postmaster = () -> Postmaster.pids(directory.resolve("postmaster.pid"));
        return new Server(
                installation.infra("postgres", postmaster, List.of("--postgres-port", "" + port)), port, directory);
    }

    /** @param options beside its ports */
    public static Server kafka(Installation installation, Ports ports, int port, List<String> options) {
        List<String> all =
                new ArrayList<>(List.of("--kafka-port", "" + port, "--kafka-controller-port", "" + ports.next()));
        all.addAll(options);
        Program program = installation.infra("kafka", Companions.NONE, all);
        return new Server(program, port, installation.data("kafka").resolve("kafka"));
    }

    public static Server s3(Installation installation, Ports ports) {
        int port = ports.next();
        Program program = installation.infra("s3", Companions.NONE, List.of("--s3-port", "" + port));
        return new Server(program, port, installation.data("s3").resolve("s3"));
    }

    /** Side by side; returns when each answers. */
    public static void start(List<Server> servers) throws IOException, InterruptedException {
        for (Server server : servers) {
            server.program().start();
        }
        for (Server server : servers) {
            server.awaitReady();
        }
    }

    /** Returns when it answers. */
    public void start() throws IOException, InterruptedException {
        program.start();
        awaitReady();
    }

    /** Ends it in order, and does not return before it has. */
    public void stop() throws IOException, InterruptedException {
        program.terminate();
        if (!program.ends(STOP)) {
            throw new IOException(program + " does not end; it says why in " + program.log());
        }
    }

    /** What a supervisor does: starts it again if its server is no more, be its process still there. */
    public void revive() throws IOException, InterruptedException {
        if (!listens()) {
            program.kill();
            start();
        }
    }

    /** How often its server complained of something. */
    public long complaints(String of) throws IOException {
        long times = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory.resolveSibling("."), "*.log")) {
            for (Path log : logs) {
                times += Files.readString(log)
                        .lines()
                        .filter(line -> line.contains(of))
                        .count();
            }
        }
        return times;
    }

    /** Whether its server takes connections. */
    public boolean listens() {
        try (Socket _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return true;
        } catch (IOException e) {
            return false; // refused
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!lines().contains(READY)) {
            if (!program.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(program + " does not start; it says why in " + program.log());
            }
            Thread.sleep(50);
        }
    }

    /** What the services need to use it, as environment variables. */
    public Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String line : lines()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return environment;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(program.log());
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
