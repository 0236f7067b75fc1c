package dev.halftone.hostile.abuse;

import dev.halftone.lab.process.Footprint;
import dev.halftone.lab.process.Program;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the api's process holds and logs meanwhile. */
final class ApiWatch implements Closeable {

    private static final long MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong mostMemory = new AtomicLong();
    private final Program program;
    private final int linesBefore;

    ApiWatch(Program program) throws IOException {
        this.program = program;
        this.linesBefore = Files.readAllLines(program.log()).size();
        var _ = clock.scheduleAtFixedRate(this::look, 0, MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            mostMemory.accumulateAndGet(Footprint.of(program).memory(), Math::max);
        } catch (IOException e) {
            mostMemory.set(Long.MAX_VALUE); // it is no more
        }
    }

    /** Resident, in MiB. */
    long mostMemory() {
        return mostMemory.get();
    }

    List<String> warnings() throws IOException {
        return lines().stream().filter(line -> line.contains(" WARN ")).toList();
    }

    /** Errors, and the lines of a trace of a stack. */
    List<String> errors() throws IOException {
        return lines().stream()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                .toList();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(program.log()).stream().skip(linesBefore).toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
