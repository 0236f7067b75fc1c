package dev.halftone.worker.process.pool;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Sha256;
import dev.halftone.worker.process.Bounds;
import dev.halftone.worker.process.PipelineRunner;
import dev.halftone.worker.process.sandbox.Sandbox;
import dev.halftone.worker.process.vips.VipsCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

/**
 * A child process: requests in on standard input, answers out on standard output, one image at a time. Ends with its input, at whatever
 * it is: then whoever asked is gone.
 */
final class ChildMain {

    private final PipelineRunner runner;
    private final DataOutputStream answers;
    private final SynchronousQueue<Request> requests = new SynchronousQueue<>();

    private ChildMain(PipelineRunner runner, DataOutputStream answers) {
        this.runner = runner;
        this.answers = answers;
    }

    /** @param arguments the file of libvips, how much memory may be written to in bytes, and the four {@link Bounds} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PipelineRunner runner = new PipelineRunner(
                VipsCodec.load(Path.of(arguments[0])),
                new Bounds(
                        Long.parseLong(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Long.parseLong(arguments[4]),
                        Long.parseLong(arguments[5])));
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        readWhatTheDigestsNeed();
        out.writeUTF(String.join(", ", Sandbox.enter(Long.parseLong(arguments[1]))));
        out.flush();
        new ChildMain(runner, out).serve(in);
    }

    /** The JDK reads its list of algorithms from a file, and from here on none can be opened. */
    private static void readWhatTheDigestsNeed() {
        Sha256 _ = Sha256.of(new byte[0]);
        Md5 _ = Md5.of(new byte[0]);
    }

    private void serve(DataInputStream in) throws IOException, InterruptedException {
        Thread.ofPlatform().name("decode").daemon().start(this::answerAll);
        try {
            while (true) {
                requests.put(Request.readFrom(in));
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answerAll() {
        try {
            while (true) {
                answer(requests.take()).writeTo(answers);
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private Answer answer(Request request) {
        try {
            return new Answer.Made(runner.run(request.source(), request.wanted(), request.pictures()));
        } catch (ImageFailureException e) {
            return new Answer.Failed(
                    e.reason(),
                    Optional.ofNullable(e.getCause()).map(Throwable::toString).orElse(""));
        } catch (OutOfMemoryError e) {
            return new Answer.Failed(FailureReason.PROCESSING_FAILED, e.toString());
        } catch (RuntimeException | Error e) {
            // else nobody would answer any more
            return new Answer.Broken(e.toString());
        }
    }
}
