package dev.halftone.worker.intake;

import reactor.core.publisher.Mono;

/**
 * One partition for as long as it is this worker's. When it is to become another's, what of it is begun may end, and nothing more is
 * begun: the other worker will have every row of it that is not acknowledged by then.
 */
public final class Assignment {

    private int inWork;
    private boolean withdrawn;

    Assignment() {}

    /** That of a partition which is another worker's already. */
    static Assignment withdrawn() {
        Assignment assignment = new Assignment();
        assignment.withdraw();
        return assignment;
    }

    /**
     * True once the work has completed; false, without having begun it, if the partition is to become another worker's. It is in work
     * until whoever is told has acknowledged it: a rebalance commits what is acknowledged when nothing is in work any more.
     */
    public Mono<Boolean> whileHeld(Mono<Void> work) {
        return Mono.using(
                this::begin, begun -> begun ? work.thenReturn(true) : Mono.just(false), begun -> end(begun), false);
    }

    synchronized void withdraw() {
        withdrawn = true;
    }

    /** Waits until nothing of it is in work. Returns early when the time is over. */
    synchronized void awaitIdle(long deadlineNanos) throws InterruptedException {
        long left = deadlineNanos - System.nanoTime();
        while (inWork > 0 && left > 0) {
            wait(Math.max(1, left / 1_000_000));
            left = deadlineNanos - System.nanoTime();
        }
    }

    private synchronized boolean begin() {
        if (!withdrawn) {
            inWork++;
        }
        return !withdrawn;
    }

    private synchronized void end(boolean begun) {
        if (begun) {
            inWork--;
            notifyAll();
        }
    }
}
