package dev.halftone.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param memory resident, in MiB
 * @param descriptors that are open
 * @param files in its directory for temporary ones
 */
public record Footprint(long memory, long descriptors, long files) {

    private static final String RESIDENT = "VmRSS:";
    private static final long KIB_PER_MIB = 1024;

    /** @throws IOException if the process is no more */
    public static Footprint of(Program program) throws IOException {
        Path process = Path.of("/proc", Long.toString(program.pid()));
        return new Footprint(resident(process), count(process.resolve("fd")), count(program.temporaryFiles()));
    }

    /** The larger of both in each respect. */
    public Footprint most(Footprint other) {
        return new Footprint(
                Math.max(memory, other.memory), Math.max(descriptors, other.descriptors), Math.max(files, other.files));
    }

    private static long resident(Path process) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .map(kibibytes -> kibibytes / KIB_PER_MIB)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
