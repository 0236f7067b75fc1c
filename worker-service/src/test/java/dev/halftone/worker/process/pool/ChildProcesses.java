package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The children of the process under test, from outside: found, stopped and killed as the operating system would. */
final class ChildProcesses {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ChildProcesses() {}

    static List<ProcessHandle> alive() {
        return alive(ProcessHandle.current());
    }

    static List<ProcessHandle> alive(ProcessHandle parent) {
        return parent.children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> read(child, "cmdline").contains(ChildMain.class.getName()))
                .toList();
    }

    /** The only one, once it takes requests. */
    static ProcessHandle ready() throws InterruptedException {
        await(() -> find().isPresent());
        return find().orElseThrow();
    }

    private static Optional<ProcessHandle> find() {
        return alive().stream().filter(ChildProcesses::isReady).findFirst();
    }

    /** The thread that decodes is made last. */
    private static boolean isReady(ProcessHandle child) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(child.pid()), "task"))) {
            return threads.anyMatch(
                    thread -> read(thread.resolve("comm")).strip().equals("decode"));
        } catch (IOException e) {
            return false;
        }
    }

    /** It does nothing any more, but is there. */
    static ProcessHandle stop(ProcessHandle child) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start();
        assertThat(kill.waitFor(PATIENCE)).isTrue();
        assertThat(kill.exitValue()).isZero();
        return child;
    }

    /** Until someone has asked a child, and waits for its answer. */
    static void awaitRequest() throws InterruptedException {
        await(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(call -> call.getClassName().equals(Child.class.getName())
                        && call.getMethodName().equals("ask")));
    }

    static void awaitEnd(ProcessHandle child) throws InterruptedException {
        await(() -> !child.isAlive());
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    static String read(ProcessHandle process, String file) {
        return read(Path.of("/proc", Long.toString(process.pid()), file));
    }

    /** Nothing, if the process is gone. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
