package dev.halftone.lab.process;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals to exactly the processes that are named. */
final class Signals {

    private Signals() {}

    /** To those that still live; one that ended meanwhile is no failure. */
    static void send(String signal, Collection<Long> pids) throws IOException, InterruptedException {
        List<String> alive =
                pids.stream().filter(Signals::isAlive).map(String::valueOf).toList();
        if (!alive.isEmpty()) {
            List<String> command = Stream.concat(Stream.of("kill", "-" + signal), alive.stream())
                    .toList();
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
