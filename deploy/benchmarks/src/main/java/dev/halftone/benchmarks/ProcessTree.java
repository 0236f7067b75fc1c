package dev.halftone.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This process and its children, as Linux counts them. */
final class ProcessTree {

    private static final long TICK_MILLIS = 10;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_USER_TIME = 13;

    private ProcessTree() {}

    /** CPU time in milliseconds that all of them have taken, those that ended included. */
    static long cpuMillis() throws IOException {
        String[] self = stat(ProcessHandle.current());
        long ticks = sum(self, USER_TIME) + sum(self, CHILDREN_USER_TIME);
        for (ProcessHandle child : children()) {
            String[] stat = stat(child);
            ticks += stat.length == 0 ? 0 : sum(stat, USER_TIME);
        }
        return ticks * TICK_MILLIS;
    }

    /** This process' memory in megabytes; what it shares with others is divided among them. */
    static long ownMegabytes() throws IOException {
        return proportional(ProcessHandle.current()) / 1024;
    }

    /** That of its children together. */
    static long childrensMegabytes() throws IOException {
        long kilobytes = 0;
        for (ProcessHandle child : children()) {
            kilobytes += proportional(child);
        }
        return kilobytes / 1024;
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    private static long sum(String[] stat, int first) {
        return Long.parseLong(stat[first]) + Long.parseLong(stat[first + 1]);
    }

    /** The fields after the name; none if the process is gone. */
    private static String[] stat(ProcessHandle process) throws IOException {
        String line = read(process, "stat");
        return line.isEmpty()
                ? new String[0]
                : line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static long proportional(ProcessHandle process) throws IOException {
        try (Stream<String> lines = read(process, "smaps_rollup").lines()) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    private static String read(ProcessHandle process, String file) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
