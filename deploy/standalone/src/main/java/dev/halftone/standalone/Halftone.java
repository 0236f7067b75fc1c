package dev.halftone.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        subcommands = {RunCommand.class, ServeCommand.class, InfraCommand.class, KeysCommand.class})
public final class Halftone {

    static final int USAGE = 64;
    static final int UNABLE = 70;

    private Halftone() {}

    public static void main(String... arguments) throws IOException {
        int status = commandLine().execute(arguments);
        tell(status);
        System.exit(status);
    }

    /** To whoever does not want to wait for the virtual machine, which may have something to write down before it ends. */
    private static void tell(int status) throws IOException {
        String file = System.getProperty("halftone.status");
        if (file != null) {
            Files.writeString(Path.of(file), status + "\n");
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Halftone())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainFailures());
    }
}
