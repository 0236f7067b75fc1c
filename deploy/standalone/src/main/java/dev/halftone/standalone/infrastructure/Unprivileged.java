package dev.halftone.standalone.infrastructure;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs, which refuse to run as root. Root runs them in a user namespace in which nobody is root and
 * the files are still its own; where the kernel forbids that, as the user {@code nobody}, who is given the directory.
 */
final class Unprivileged {

    private static final String NOBODY = "65534";
    private static final long LIMIT_SECONDS = 180;

    private final List<String> prefix;
    private final Path log;

    private Unprivileged(List<String> prefix, Path log) {
        this.prefix = prefix;
        this.log = log;
    }

    /**
     * @param directory what the programs read and write
     * @param log where they print to
     */
    static Unprivileged in(Path directory, Path log) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Unprivileged(List.of(), log);
        }
        Unprivileged inNamespace = new Unprivileged(List.of("unshare", "-U"), log);
        if (inNamespace.exitStatus(List.of("true")) == 0) {
            return inNamespace;
        }
        new Unprivileged(List.of(), log).run("chown", "-R", NOBODY + ":" + NOBODY, directory.toString());
        return new Unprivileged(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), log);
    }

    /** @throws IOException if the program cannot be started, fails, or does not end in time */
    void run(String... command) throws IOException {
        int status = exitStatus(List.of(command));
        if (status != 0) {
            throw new IOException(command[0] + " ended with status " + status + "; it says why in " + log);
        }
    }

    private int exitStatus(List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException(command.getFirst() + " did not end within " + LIMIT_SECONDS + " s; see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.getFirst() + " was not waited for");
        } finally {
            process.destroyForcibly();
        }
    }
}
