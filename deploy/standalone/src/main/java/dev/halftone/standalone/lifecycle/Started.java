package dev.halftone.standalone.lifecycle;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A server or service that is starting, has started, or failed to. */
public final class Started<S extends Closeable> implements Closeable {

    private final String name;
    private final Future<S> future;

    private Started(String name, Future<S> future) {
        this.name = name;
        this.future = future;
    }

    /** @param name for the message of a failure */
    public static <S extends Closeable> Started<S> by(ExecutorService starters, String name, Callable<S> start) {
        return new Started<>(name, starters.submit(start));
    }

    /** @throws IOException why it did not start */
    public S get() throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    name + " does not start: " + future.exceptionNow().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + " was not waited for");
        }
    }

    /** Stops it if it has started. */
    @Override
    public void close() throws IOException {
        if (future.state() == Future.State.SUCCESS) {
            future.resultNow().close();
        }
    }
}
