package dev.halftone.worker.process.pool;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One child process, seen from the worker. It is asked by one thread at a time, and may be killed from any. */
final class Child {

    /** A process whose output has ended is gone, but for what the kernel has to clear away. */
    private static final Duration TO_VANISH = Duration.ofSeconds(10);

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private @Nullable String missing;
    private int images;

    Child(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
    }

    /**
     * Returns once the child is ready.
     *
     * @return the protections that it could not have, empty if it has all
     * @throws ChildDiedException if it ends instead
     */
    String awaitReady() throws ChildDiedException {
        try {
            if (missing == null) {
                missing = answers.readUTF();
            }
            return missing;
        } catch (IOException e) {
            throw died(e);
        }
    }

    /**
     * @param maxBytes that all renditions together may have
     * @throws ChildDiedException if the child ends before it has answered, or answers nonsense
     */
    Answer ask(Request request, long maxBytes) throws ChildDiedException {
        images++;
        try {
            request.writeTo(requests);
            return Answer.readFrom(answers, request.wanted(), maxBytes);
        } catch (IOException e) {
            throw died(e);
        }
    }

    /** How many it was asked for. */
    int images() {
        return images;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, whatever it is doing. Returns at once. */
    void kill() {
        // not Process.destroyForcibly, which closes the streams, and waits for whoever reads or writes them
        process.toHandle().destroyForcibly();
    }

    private ChildDiedException died(IOException e) {
        kill();
        return new ChildDiedException(process.pid(), exitStatus(), e);
    }

    private String exitStatus() {
        try {
            return process.waitFor(TO_VANISH) ? Integer.toString(process.exitValue()) : "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
