package dev.halftone.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that can be started, hit and started again, with its own directory for what it prints and its temporary files.
 * Signals go to its own process, its children and its companions, and to no others.
 */
public final class Program {

    private static final Duration END = Duration.ofSeconds(20);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Companions companions;
    private volatile @Nullable Process process;
    private volatile int starts;
    private boolean retired;

    public Program(
            String name, List<String> command, Map<String, String> environment, Path directory, Companions companions) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.companions = companions;
    }

    public String name() {
        return name;
    }

    /** What it printed since its last start. */
    public Path log() {
        return log(starts);
    }

    /** All it ever printed, one file a start. */
    public List<Path> logs() {
        return IntStream.rangeClosed(1, starts).mapToObj(this::log).toList();
    }

    private Path log(int start) {
        return directory.resolve(name + "." + start + ".log");
    }

    public Path temporaryFiles() {
        return directory.resolve(name + ".tmp");
    }

    /**
     * Returns at once; nothing if it runs.
     *
     * @throws IOException if it cannot be started, or not any more
     */
    public synchronized void start() throws IOException {
        if (isAlive()) {
            return;
        }
        if (retired) {
            throw new IOException(name + " is not started any more");
        }
        emptyTemporaryFiles();
        starts++;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("HALFTONE_") || key.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        builder.environment()
                .put("TMPDIR", temporaryFiles().toString()); // native code has never heard of java.io.tmpdir
        Process started = builder.start();
        started.getOutputStream().close();
        process = started;
    }

    /** As a container's are when it is started again: a kill leaves what its process would have deleted at its end. */
    private void emptyTemporaryFiles() throws IOException {
        Path directory = Files.createDirectories(temporaryFiles());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(file -> !file.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** @throws IllegalStateException if it was never started */
    public long pid() {
        return running().pid();
    }

    /** kill -9. Returns when it has ended. */
    public void kill() throws IOException, InterruptedException {
        List<Long> pids = tree();
        Signals.send("KILL", pids);
        await(pids);
    }

    /** kill -9 for good: whoever is about to start it again comes too late. */
    public void retire() throws IOException, InterruptedException {
        synchronized (this) {
            retired = true;
        }
        kill();
    }

    /** SIGSTOP: it keeps everything and does nothing. */
    public void pause() throws IOException, InterruptedException {
        Signals.send("STOP", tree());
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        Signals.send("CONT", tree());
    }

    /** SIGTERM to the process itself. Returns at once. */
    public void terminate() throws IOException, InterruptedException {
        Signals.send("TERM", List.of(pid()));
    }

    /** Whether it ended within that time. */
    public boolean ends(Duration patience) throws InterruptedException {
        return running().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<Long> tree() throws IOException {
        Process current = process;
        List<Long> pids = new ArrayList<>();
        if (current != null) {
            pids.add(current.pid());
            current.descendants().map(ProcessHandle::pid).forEach(pids::add);
        }
        for (long companion : companions.pids()) {
            Stream<Long> family = ProcessHandle.of(companion).stream()
                    .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                    .map(ProcessHandle::pid);
            family.forEach(pids::add);
        }
        return pids;
    }

    private void await(List<Long> pids) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + END.toNanos();
        while (pids.stream().anyMatch(Signals::isAlive)) {
            if (System.nanoTime() > deadline) {
                throw new IOException(name + " does not end");
            }
            Thread.sleep(10);
        }
    }

    private Process running() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return current;
    }

    @Override
    public String toString() {
        Process current = process;
        return current == null ? name : name + " (pid " + current.pid() + ")";
    }
}
