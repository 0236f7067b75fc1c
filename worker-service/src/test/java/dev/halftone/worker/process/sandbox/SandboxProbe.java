package dev.halftone.worker.process.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tries what a decoder has no use for, before and after it enters the sandbox, and prints what worked. */
final class SandboxProbe {

    private static final int SIGCONT = 18;
    private static final long MEMORY = 192L << 20;

    private SandboxProbe() {}

    @FunctionalInterface
    private interface Deed {
        void run() throws Throwable;
    }

    /** @param arguments the port of a listener on loopback, and a file that may be written to */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        Path file = Path.of(arguments[1]);
        for (String when : List.of("before", "after")) {
            attempt(when, "read a file", () -> Files.readString(Path.of("/proc/self/stat")));
            attempt(when, "write a file", () -> Files.writeString(file, when));
            attempt(when, "connect", () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
            attempt(when, "listen", () -> new ServerSocket(0).close());
            attempt(when, "run a program", () -> run("true"));
            attempt(when, "signal its parent", SandboxProbe::signalParent);
            attempt(when, "use much memory", SandboxProbe::useMuchMemory);
            attempt(when, "make a thread", SandboxProbe::makeThread);
            if (when.equals("before")) {
                System.out.println("missing: " + Sandbox.enter(MEMORY));
            }
        }
    }

    private static void attempt(String when, String what, Deed deed) {
        try {
            deed.run();
            System.out.println(when + ": can " + what);
        } catch (Throwable e) {
            System.out.println(when + ": cannot " + what);
        }
    }

    private static void useMuchMemory() {
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(MEMORY + (64L << 20));
        }
    }

    private static void run(String program) throws IOException, InterruptedException {
        new ProcessBuilder(program).start().waitFor();
    }

    /** With SIGCONT, which does nothing to a process that runs. */
    private static void signalParent() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle kill = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        if ((int) kill.invokeExact((int) parent, SIGCONT) != 0) {
            throw new IllegalStateException("the kernel refused");
        }
    }

    private static void makeThread() throws InterruptedException {
        Thread thread = new Thread(() -> {});
        thread.start();
        thread.join();
    }
}
