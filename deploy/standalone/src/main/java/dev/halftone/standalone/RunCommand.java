package dev.halftone.standalone;

import dev.halftone.standalone.client.HalftoneApi;
import dev.halftone.standalone.client.Homecoming;
import dev.halftone.standalone.client.JobProgress;
import dev.halftone.standalone.client.Manifest;
import dev.halftone.standalone.client.ProgressDisplay;
import dev.halftone.standalone.client.RejectedManifestException;
import dev.halftone.standalone.client.SubmittedJob;
import dev.halftone.standalone.client.Summary;
import dev.halftone.standalone.client.Tally;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the images of one manifest, from submission to the files in a directory. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = Halftone.USAGE,
        exitCodeOnExecutionException = Halftone.UNABLE,
        description = {
            "Makes the images of a manifest, and writes them and the report to a directory.",
            "Uses a running 'serve' if there is one, else the whole system for as long as it takes.",
            "In the manifest, {origin} stands for the address of the sample photos."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every image was made",
            "1:an image failed",
            "2:the manifest was rejected; each rejected cell is printed",
            "64:the command was not understood",
            "70:something else went wrong"
        })
final class RunCommand implements Callable<Integer> {

    private static final int IMAGE_FAILED = 1;
    private static final int REJECTED = 2;
    private static final Duration POLL = Duration.ofMillis(300);

    @Parameters(
            paramLabel = "FILE",
            description = {
                "a CSV with the columns S. No., Product Name, Input Image Urls; a .txt with a URL in each line;",
                "a .json or .ndjson of images; or one of them as .gz"
            })
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path manifest;

    @Option(names = "--out", paramLabel = "DIR", description = "where the results go (default: out/<name of FILE>)")
    private @Nullable Path out;

    @Option(
            names = "--pipeline",
            paramLabel = "JSON",
            description = {
                "what is done to each image (default: at most half its bytes), such as",
                "'[{\"operation\":\"resize\",\"width\":800},{\"operation\":\"compress\",\"ratio\":0.5}]'"
            })
    private @Nullable String pipeline;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "strict: one rejected row rejects the manifest (default); lenient: it is left out")
    private @Nullable String mode;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "where a running 'serve' is looked for (default: ${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(manifest) || Files.isDirectory(manifest)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + manifest);
        }
        try (SystemInUse running = SystemInUse.findOrStart(port, system, err())) {
            return run(running);
        } catch (RejectedManifestException e) {
            err().println(e.getMessage());
            e.cells().forEach(cell -> err().println("  " + cell));
            return REJECTED;
        }
    }

    private int run(SystemInUse running) throws IOException, InterruptedException, RejectedManifestException {
        HalftoneApi api = running.api();
        long started = System.nanoTime();
        SubmittedJob job = submit(running);
        JobProgress end = follow(api, job, started);
        Duration elapsed = since(started);
        Path directory = directory();
        Homecoming homecoming = new Homecoming(api, directory);
        Tally tally = homecoming.fetchImages(job);
        Path report = running.endsWithCommand() ? homecoming.writeReportOfCopies(job) : homecoming.writeReport(job);
        new Summary(job, end, tally, elapsed).print(spec.commandLine().getOut(), report, directory);
        return end.succeeded() == end.images() ? 0 : IMAGE_FAILED;
    }

    private SubmittedJob submit(SystemInUse running) throws IOException, RejectedManifestException {
        if (!Manifest.needsOrigin(manifest)) {
            return running.api().submit(manifest, options());
        }
        Path filledIn = Files.createTempFile("manifest-", "-" + manifest.getFileName());
        try {
            Manifest.fillIn(manifest, running.samples().toString(), filledIn);
            return running.api().submit(filledIn, options());
        } finally {
            Files.delete(filledIn);
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (pipeline != null) {
            options.put("pipeline", pipeline);
        }
        if (mode != null) {
            options.put("mode", mode);
        }
        return options;
    }

    private JobProgress follow(HalftoneApi api, SubmittedJob job, long started)
            throws IOException, InterruptedException {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        ProgressDisplay display = new ProgressDisplay(err(), terminal);
        JobProgress progress = api.progress(job.requestId());
        display.show(progress, since(started));
        while (!progress.isOver()) {
            Thread.sleep(POLL);
            progress = api.progress(job.requestId());
            display.show(progress, since(started));
        }
        return progress;
    }

    private Path directory() {
        return (out == null ? Path.of("out", Manifest.name(manifest)) : out)
                .toAbsolutePath()
                .normalize();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
