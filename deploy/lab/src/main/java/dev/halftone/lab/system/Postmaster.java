package dev.halftone.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's own process, which outlives the one that started it. */
final class Postmaster {

    private Postmaster() {}

    /** None if it does not run: after a kill the file may name a process that is another by now. */
    static List<Long> pids(Path pidFile) throws IOException {
        if (Files.notExists(pidFile)) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .map(process -> List.of(pid))
                .orElse(List.of());
    }
}
