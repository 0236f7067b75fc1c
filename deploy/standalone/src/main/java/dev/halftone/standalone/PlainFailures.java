package dev.halftone.standalone;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what a command could not do; where it happened is in the log. */
final class PlainFailures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (SharedLog.isOpen()) {
            LoggerFactory.getLogger(PlainFailures.class).error("{} failed", command.getCommandName(), failure);
        }
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println(command.getColorScheme().errorText("halftone: " + reason));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
