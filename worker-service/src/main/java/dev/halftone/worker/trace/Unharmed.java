package dev.halftone.worker.trace;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what goes wrong with a trace from the work that is traced: a row that failed for it would end the flow. The first failure is
 * told, the others are likely the same and as many as there are steps.
 */
final class Unharmed {

    private static final Logger LOG = LoggerFactory.getLogger(Unharmed.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private Unharmed() {}

    static void by(Runnable tracing) {
        by(
                () -> {
                    tracing.run();
                    return true;
                },
                false);
    }

    /** @param otherwise what there is if that fails */
    static <T> T by(Supplier<T> tracing, T otherwise) {
        try {
            return tracing.get();
        } catch (RuntimeException | AssertionError e) { // Micrometer asserts
            if (TOLD.compareAndSet(false, true)) {
                LOG.warn("Traces are not whole", e);
            }
            return otherwise;
        }
    }
}
