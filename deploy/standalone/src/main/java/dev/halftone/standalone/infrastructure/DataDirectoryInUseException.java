package dev.halftone.standalone.infrastructure;

import java.nio.file.Path;

/** Another process works in the data directory. */
public final class DataDirectoryInUseException extends Exception {

    DataDirectoryInUseException(Path directory, String holder) {
        super(directory + " is in use" + (holder.isEmpty() ? "" : " by process " + holder)
                + ": stop that one, or choose another directory with --data");
    }
}
