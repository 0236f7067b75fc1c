package dev.halftone.worker.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Ends the work on one image early: asked for from any thread, obeyed by the processing thread as soon as it can. */
public final class Stop {

    private final List<Runnable> listeners = new ArrayList<>();
    private boolean requested;

    /** Tells whoever listens now or later to end. */
    synchronized void request() {
        requested = true;
        listeners.forEach(Runnable::run);
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /** @throws CancellationException if the stop was requested */
    public void check() {
        if (isRequested()) {
            throw new CancellationException("the work on this image is to end");
        }
    }

    /**
     * Has {@code listener} run when the stop is requested; at once if it was already.
     *
     * @return takes the listener away; once it returns, the listener is not running and never will be
     */
    public synchronized Registration onRequest(Runnable listener) {
        listeners.add(listener);
        if (requested) {
            listener.run();
        }
        return () -> remove(listener);
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** A listener's place in the list. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
