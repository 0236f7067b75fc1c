package dev.halftone.faults.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the first connection that comes to its moment, until it is let go or its client goes away. */
public final class Trap {

    private static final Duration LOOK_AFTER_CLIENT = Duration.ofMillis(50);

    private final CountDownLatch hit = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Link held;

    Trap() {}

    /** Whether a connection was held within that time, be it let go since. */
    public boolean await(Duration patience) throws InterruptedException {
        return hit.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * The local port of the client whose connection is held.
     *
     * @throws IllegalStateException if none was
     */
    public int clientPort() {
        return held().clientPort();
    }

    /**
     * The process whose connection is held; to be asked while that lives.
     *
     * @throws IllegalStateException if none was
     * @throws IOException if no process has it any more
     */
    public long owner() throws IOException {
        Link link = held();
        return Owner.ofConnection(link.clientPort(), link.proxyPort());
    }

    /** Lets the connection flow on as if nothing had been; one that has not come yet is not held any more. */
    public void release() {
        over.countDown();
    }

    /** Resets the connection, if one is held; what was withheld is lost. One that has not come yet is not held any more. */
    public void drop() {
        Link link = held;
        if (link != null) {
            link.cut();
        }
        release();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Returns when the flow may go on; that of a cut connection then fails. */
    void hold(Link link, Presence client) throws IOException, InterruptedException {
        held = link;
        hit.countDown();
        while (!over.await(LOOK_AFTER_CLIENT.toMillis(), TimeUnit.MILLISECONDS)) {
            if (client.isGone()) {
                drop();
            }
        }
    }

    private Link held() {
        Link link = held;
        if (link == null) {
            throw new IllegalStateException("no connection was held");
        }
        return link;
    }

    /** Whether somebody waits for what is held. */
    interface Presence {

        boolean isGone() throws IOException;
    }
}
