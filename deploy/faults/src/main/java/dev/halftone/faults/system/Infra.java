package dev.halftone.faults.system;

import dev.halftone.faults.process.Companions;
import dev.halftone.faults.process.Installation;
import dev.halftone.faults.process.Ports;
import dev.halftone.faults.process.Program;
import dev.halftone.faults.proxy.Protocol;
import dev.halftone.faults.proxy.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL, Kafka or S3: a process of its own, and the proxy through which the services reach it.
 *
 * @param directory of its data
 */
public record Infra(Program program, int port, Proxy proxy, Path directory) {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final String READY = "HALFTONE_READY=true";

    static Infra postgres(Installation installation, Ports ports) throws IOException {
        int port = ports.next();
        Path directory = installation.data("postgres").resolve("postgres/data");
        Companions postmaster = () -> Postmaster.pids(directory.resolve("postmaster.pid"));
        Program program = installation.infra("postgres", postmaster, List.of("--postgres-port", "" + port));
        return new Infra(program, port, before(port, Protocol.POSTGRES), directory);
    }

    /** Tells its clients the proxy's address as its own, so that none goes past it. */
    static Infra kafka(Installation installation, Ports ports) throws IOException {
        int port = ports.next();
        Proxy proxy = before(port, Protocol.KAFKA);
        List<String> options = List.of(
                "--kafka-port", "" + port,
                "--kafka-controller-port", "" + ports.next(),
                "--kafka-advertised", "127.0.0.1:" + proxy.port());
        Program program = installation.infra("kafka", Companions.NONE, options);
        return new Infra(program, port, proxy, installation.data("kafka").resolve("kafka"));
    }

    static Infra s3(Installation installation, Ports ports) throws IOException {
        int port = ports.next();
        Program program = installation.infra("s3", Companions.NONE, List.of("--s3-port", "" + port));
        return new Infra(
                program,
                port,
                before(port, Protocol.HTTP),
                installation.data("s3").resolve("s3"));
    }

    private static Proxy before(int port, Protocol protocol) throws IOException {
        return Proxy.before(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), protocol);
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

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!lines().contains(READY)) {
            if (!program.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(program + " does not start; it says why in " + program.log());
            }
            Thread.sleep(50);
        }
    }

    /** What the services need to use it, as environment variables. */
    Map<String, String> environment() throws IOException {
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
