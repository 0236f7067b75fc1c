package dev.halftone.worker.process.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shuts this process in: it keeps its memory, its threads and the descriptors that are open, and gets nothing more. */
public final class Sandbox {

    /** The signals that ask a process to stop: of a terminal that is closed, its Ctrl-C, and of a service manager. */
    private static final int[] STOPS = {1, 2, 15};

    private static final int SIGKILL = 9;

    /** The same numbers on Linux and macOS. */
    private static final int FILE_SIZE = 1;

    private static final int DATA = 2;
    private static final int CORE = 4;

    private static final int PARENT_DEATH_SIGNAL = 1;
    private static final int NO_NEW_PRIVILEGES = 38;

    private final List<String> missing = new ArrayList<>();

    private Sandbox() {}

    /**
     * To be called once libraries are loaded: from then on no file can be opened.
     *
     * @param memory that may be written to, in bytes
     * @return which protections this system does not have
     */
    public static List<String> enter(long memory) {
        Sandbox sandbox = new Sandbox();
        sandbox.limit(memory);
        if (System.getProperty("os.name").equals("Linux")) {
            sandbox.closeLinux();
        } else {
            sandbox.missing.add("a filter of system calls");
        }
        return sandbox.missing;
    }

    private void limit(long memory) {
        // whoever stops the worker may signal its children too, which it still needs to end its work
        for (int signal : STOPS) {
            note("signal " + signal + " ignored", Libc.ignoreSignal(signal));
        }
        note("a limit of memory", Libc.setLimit(DATA, memory));
        note("no core dump", Libc.setLimit(CORE, 0));
        note("no file written", Libc.setLimit(FILE_SIZE, 0));
    }

    private void closeLinux() {
        note("the first to end when memory is short", preferAsVictim());
        note("an end with its parent", Libc.control(PARENT_DEATH_SIGNAL, SIGKILL));
        note("no new privileges", Libc.control(NO_NEW_PRIVILEGES, 1));
        note(
                "a filter of system calls",
                Machine.current()
                        .map(machine -> new SystemCallFilter(
                                        machine, ProcessHandle.current().pid())
                                .install())
                        .orElse(false));
    }

    /** The kernel's killer, short of memory, is to choose this process and not the worker. */
    private static boolean preferAsVictim() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void note(String protection, boolean there) {
        if (!there) {
            missing.add(protection);
        }
    }
}
