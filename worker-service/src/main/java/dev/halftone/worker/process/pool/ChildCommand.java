package dev.halftone.worker.process.pool;

import dev.halftone.worker.process.ProcessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a child process is started: this Java, the decoder's classes alone, and nothing of the worker's environment. */
final class ChildCommand {

    private static final int HEAP_SHARE = 4;

    private static final Map<String, String> ENVIRONMENT = Map.of(
            // what libvips warns of on standard error is about images, and ends as their outcomes
            "VIPS_WARNING", "1",
            // the buffers of one image serve the next: given back to the kernel, they would be cleared and mapped again
            // each time
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "33554432",
            "MALLOC_TRIM_THRESHOLD_", "134217728");

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final ProcessSettings settings;
    private volatile Program program = Program.extracted();

    /** @throws IllegalStateException if there is no decoder for this platform */
    ChildCommand(ProcessSettings settings) {
        this.settings = settings;
    }

    /** What a child runs. */
    private record Program(Path classes, Path library) {

        static Program extracted() {
            return new Program(
                    ChildJar.under(TEMPORARY), NativeLibrary.ofThisPlatform().extractedUnder(TEMPORARY));
        }

        boolean isThere() {
            return Files.exists(classes) && Files.exists(library);
        }
    }

    /** A child that is about to start. */
    Child start() throws IOException {
        // temporary files of long ago are cleared away by some systems
        if (!program.isThere()) {
            program = Program.extracted();
        }
        ProcessBuilder builder = new ProcessBuilder(words()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return new Child(builder.start());
    }

    private List<String> words() {
        long memory = settings.maxMemory().toBytes();
        long heap = memory / HEAP_SHARE;
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // started often, alive for minutes: little memory and a quick start count for more than peak speed
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms8m",
                "-Xmx" + heap,
                // signals are the sandbox's; how it died is told by its exit status
                "-Xrs",
                "-XX:+DisableAttachMechanism",
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-CreateCoredumpOnCrash",
                // standard output is for answers
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                program.classes().toString(),
                ChildMain.class.getName(),
                program.library().toString(),
                Long.toString(memory),
                Long.toString(settings.maxPixels()),
                Integer.toString(settings.maxFrames()),
                Long.toString(memory - heap),
                Long.toString(settings.maxRenditionBytes().toBytes()));
    }
}
