package dev.halftone.standalone;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Override
    public Integer call() throws Exception {
        LocalServers servers = LocalServers.start(system.data(), system.ports());
        Foreground.stopWithProcess(servers);
        servers.announce();
        PrintWriter out = spec.commandLine().getOut();
        servers.settings(System.getenv()).entrySet().stream()
                .map(InfraCommand::line)
                .forEach(out::println);
        out.println("HALFTONE_SAMPLES=" + servers.samples().address());
        out.println("HALFTONE_READY=true");
        Foreground.waitForEnd();
        return 0;
    }

    /** In the form of an environment variable, as Spring reads it. */
    private static String line(Map.Entry<String, String> setting) {
        String name = setting.getKey().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return name + "=" + setting.getValue();
    }
}
