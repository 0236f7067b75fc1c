package dev.halftone.worker.process.pool;

import dev.halftone.outcome.FailureReason;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One image's time with the children. A child that dies of it is replaced by a fresh one, so that a chance death costs nothing. */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Request request;
    private final Children children;
    private @Nullable Child current;
    private boolean stopped;

    Attempt(Request request, Children children) {
        this.request = request;
        this.children = children;
    }

    /**
     * @param maxDeaths how many children may die of the image before it counts as {@code poison}
     * @param maxBytes that its renditions may have together
     * @throws IOException if no child can be had
     * @throws CancellationException if it was stopped
     */
    Answer run(int maxDeaths, long maxBytes) throws IOException {
        for (int death = 1; death <= maxDeaths; death++) {
            Child child = children.take();
            hold(child);
            try {
                return ask(child, maxBytes);
            } catch (ChildDiedException e) {
                children.noteDeath();
                LOG.warn("An image of {} bytes, death {}: {}", request.source().length, death, e.getMessage());
                LOG.debug("The image's child", e);
            }
        }
        return new Answer.Failed(FailureReason.POISON, maxDeaths + " child processes died of it");
    }

    private Answer ask(Child child, long maxBytes) throws IOException {
        try {
            children.awaitReady(child);
            Answer answer = child.ask(request, maxBytes);
            release(child);
            return answer;
        } catch (IOException e) {
            // it was killed because nobody waits
            checkStopped();
            throw e;
        }
    }

    /** Ends it at once, from any thread: nobody waits for it any more. */
    synchronized void stop() {
        stopped = true;
        if (current != null) {
            current.kill();
        }
    }

    private synchronized void hold(Child child) {
        current = child;
        if (stopped) {
            child.kill();
        }
    }

    /** From now on no stop reaches the child, which another image may have next. */
    private synchronized void release(Child child) {
        current = null;
        checkStopped();
        children.giveBack(child);
    }

    private synchronized void checkStopped() {
        if (stopped) {
            throw new CancellationException("nobody waits for this image any more");
        }
    }
}
