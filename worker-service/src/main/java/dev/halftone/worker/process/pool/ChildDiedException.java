package dev.halftone.worker.process.pool;

import java.io.IOException;

/** A child process ended in the middle of its work, or did what no child does. */
final class ChildDiedException extends IOException {

    /** @param exitStatus as the operating system gave it; above 128 it names a signal */
    ChildDiedException(long processId, String exitStatus, IOException cause) {
        super("child process " + processId + " ended with status " + exitStatus, cause);
    }
}
