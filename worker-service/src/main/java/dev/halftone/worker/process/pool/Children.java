package dev.halftone.worker.process.pool;

import java.io.IOException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child processes that wait for an image. Whoever takes one has it alone, and gives it back. */
final class Children {

    private static final Logger LOG = LoggerFactory.getLogger(Children.class);

    private final Deque<Child> idle = new ConcurrentLinkedDeque<>();
    private final Set<Child> started = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> missing = new AtomicReference<>("");
    private final ChildCommand command;
    private final int imagesPerChild;
    private final Runnable onDeath;
    private volatile boolean closed;

    /**
     * @param imagesPerChild after so many it is replaced: whatever it has leaked goes with it
     * @param onDeath hears of each that ends of itself while it has an image
     */
    Children(ChildCommand command, int imagesPerChild, Runnable onDeath) {
        this.command = command;
        this.imagesPerChild = imagesPerChild;
        this.onDeath = onDeath;
    }

    /** One that waits, else a new one, which may not be ready yet. */
    Child take() throws IOException {
        for (Child child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            if (child.isAlive()) {
                return child;
            }
        }
        return start();
    }

    private Child start() throws IOException {
        if (closed) {
            throw new IOException("the worker stops");
        }
        started.removeIf(child -> !child.isAlive());
        Child child = command.start();
        started.add(child);
        return child;
    }

    /** One that is ready. */
    Child takeReady() throws IOException {
        Child child = take();
        awaitReady(child);
        return child;
    }

    /** @throws IOException if the child ends before it is ready, which is no image's fault */
    void awaitReady(Child child) throws IOException {
        try {
            note(child.awaitReady());
        } catch (ChildDiedException e) {
            throw new IOException("no child process can be had", e);
        }
    }

    /** Said once: it is the same for all. */
    private void note(String protections) {
        if (!protections.equals(missing.getAndSet(protections))) {
            LOG.warn("Images are decoded in child processes, on this system without: {}", protections);
        }
    }

    /** One that ended while it had an image is not given back. */
    void noteDeath() {
        onDeath.run();
    }

    void giveBack(Child child) {
        if (child.images() < imagesPerChild) {
            idle.addFirst(child);
        } else {
            child.kill();
        }
    }

    /** Ends all, and starts no more. */
    void close() {
        closed = true;
        started.forEach(Child::kill);
    }
}
