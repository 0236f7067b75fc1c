package dev.halftone.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a system in order when the process is told to end. */
final class Foreground {

    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    static void stopWithProcess(Closeable system) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
    }

    /** Never returns: the process ends when it is told to. */
    static void waitForEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void stop(Closeable system) {
        try {
            system.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("Not everything stopped as it should", e);
        }
    }
}
