package dev.halftone.lab.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request that is answered in part or not at all until it is let go; armed until the first comes. */
public final class Hold {

    private final CountDownLatch hit = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private volatile int clientPort;

    Hold() {}

    /** Whether a request was held within that time. */
    public boolean await(Duration patience) throws InterruptedException {
        return hit.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The local port of the client whose request is held. */
    public int clientPort() {
        return clientPort;
    }

    /** Answers it; one that has not come yet is not held any more. */
    public void release() {
        armed.set(false);
        over.countDown();
    }

    /** Whether this request is the one to hold. */
    boolean takes() {
        return armed.compareAndSet(true, false);
    }

    /** Returns when it may be answered. */
    void hold(int port) throws InterruptedException {
        clientPort = port;
        hit.countDown();
        over.await();
    }
}
