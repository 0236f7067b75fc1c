package dev.halftone.faults.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** How the bytes of a proxy flow: whether at all, how late and how fast. */
final class Shape {

    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Lock lock = new ReentrantLock();
    private final Condition flowing = lock.newCondition();
    private boolean stalled;
    private volatile Duration delay = Duration.ZERO;
    private volatile long bytesPerSecond = UNLIMITED;

    void stall() {
        setStalled(true);
    }

    void resume() {
        setStalled(false);
    }

    void delay(Duration each) {
        delay = each;
    }

    /** @param rate in bytes a second */
    void throttle(long rate) {
        bytesPerSecond = rate;
    }

    void unthrottle() {
        bytesPerSecond = UNLIMITED;
    }

    private void setStalled(boolean value) {
        lock.lock();
        try {
            stalled = value;
            flowing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when so many bytes may be written. */
    void await(int bytes) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos() + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond);
            lock.lockInterruptibly();
            try {
                while (stalled) {
                    flowing.await();
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while shaping");
        }
    }
}
