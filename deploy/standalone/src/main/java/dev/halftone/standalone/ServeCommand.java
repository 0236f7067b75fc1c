package dev.halftone.standalone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the whole system running until the process is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = Halftone.USAGE,
        exitCodeOnExecutionException = Halftone.UNABLE,
        description = {
            "Runs the whole system on this machine, with data that survives a restart.",
            "Prints one line, 'ready http://…', when jobs can be submitted. Listens on loopback alone."
        })
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "of the HTTP API; 0 is any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Standalone standalone = Standalone.start(system.data(), system.ports(), port, System.getenv());
        Foreground.stopWithProcess(standalone);
        PrintWriter err = spec.commandLine().getErr();
        err.println("API documentation  " + standalone.address() + "/docs");
        err.println("sample photos      " + standalone.samples());
        err.println("data               " + standalone.data());
        err.println("log                " + standalone.data().resolve(SharedLog.NAME));
        spec.commandLine().getOut().println("ready " + standalone.address());
        Foreground.waitForEnd();
        return 0;
    }
}
