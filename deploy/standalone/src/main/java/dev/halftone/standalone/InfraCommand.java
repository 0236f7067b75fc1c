package dev.halftone.standalone;

import dev.halftone.standalone.infrastructure.DataDirectory;
import dev.halftone.standalone.infrastructure.DataDirectoryInUseException;
import dev.halftone.standalone.infrastructure.Infrastructure;
import dev.halftone.standalone.infrastructure.InfrastructureOptions;
import dev.halftone.standalone.infrastructure.Part;
import dev.halftone.standalone.lifecycle.Closing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps PostgreSQL, Kafka, S3 and the sample origin running until the process is told to end. */
@Command(
        name = "infra",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = Halftone.USAGE,
        exitCodeOnExecutionException = Halftone.UNABLE,
        description = {
            "Runs PostgreSQL, Kafka and S3 on this machine, with data that survives a restart.",
            "Prints the environment that api and worker need, one KEY=value a line, when all of them answer:",
            "",
            "  ./halftone infra > env &",
            "  (set -a; . ./env; ./halftone api --port 8080) &",
            "  (set -a; . ./env; ./halftone worker --port 0) &",
            "",
            "The last line is HALFTONE_READY=true."
        })
final class InfraCommand implements Callable<Integer> {

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = {
                "which of them: ${COMPLETION-CANDIDATES}; the sample origin is then left out.",
                "Each set of parts needs a directory of its own"
            })
    private Set<Part> only = EnumSet.noneOf(Part.class);

    @Option(
            names = "--kafka-advertised",
            paramLabel = "HOST:PORT",
            description = "where clients are told to reach Kafka (default: where it listens)")
    private @Nullable String kafkaAdvertised;

    @Override
    public Integer call() throws Exception {
        if (only.isEmpty() && kafkaAdvertised == null) {
            runAll();
        } else {
            runSome(only.isEmpty() ? EnumSet.allOf(Part.class) : only);
        }
        Foreground.waitForEnd();
        return 0;
    }

    private void runAll() throws IOException, DataDirectoryInUseException {
        LocalServers servers = LocalServers.start(system.data(), system.ports());
        Foreground.stopWithProcess(servers);
        servers.announce();
        print(servers.settings(System.getenv()));
        out().println("HALFTONE_SAMPLES=" + servers.samples().address());
        out().println("HALFTONE_READY=true");
    }

    private void runSome(Set<Part> parts) throws IOException, DataDirectoryInUseException {
        DataDirectory data = DataDirectory.open(system.data());
        SharedLog.writeTo(data.resolve(SharedLog.NAME));
        Infrastructure infrastructure = Infrastructure.start(
                data, new InfrastructureOptions(system.infrastructurePorts(), parts, kafkaAdvertised));
        Foreground.stopWithProcess(() -> Closing.inOrder(List.of(infrastructure, data)));
        print(infrastructure.settings());
        out().println("HALFTONE_READY=true");
    }

    private void print(Map<String, String> settings) {
        settings.entrySet().stream().map(InfraCommand::line).forEach(out()::println);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** In the form of an environment variable, as Spring reads it. */
    private static String line(Map.Entry<String, String> setting) {
        String name = setting.getKey().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return name + "=" + setting.getValue();
    }
}
