package dev.halftone.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Status 64 is a command that was not understood, 70 one that could not be carried out. */
@Command(
        name = "halftone",
        mixinStandardHelpOptions = true,
        version = "Halftone 0.1.0",
        description = "Makes every image of a list at most half its size, stores it, and tells when it is done.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeOnInvalidInput = Halftone.USAGE,
        exitCodeOnExecutionException = Halftone.UNABLE,
        subcommands = {RunCommand.class, ServeCommand.class, InfraCommand.class})
public final class Halftone {

    static final int USAGE = 64;
    static final int UNABLE = 70;

    private Halftone() {}

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Halftone()).setExecutionExceptionHandler(new PlainFailures());
    }
}
