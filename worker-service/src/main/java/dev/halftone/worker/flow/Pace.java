package dev.halftone.worker.flow;

import dev.halftone.job.JobId;
import dev.halftone.worker.turn.Turns;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import reactor.core.publisher.Mono;

/**
 * How many images are in work at once: enough that the decoder always has one waiting, and hardly more. What is fetched long before
 * it can be decoded only takes memory, and is fetched again when the worker dies. How many are enough depends on how long the origins
 * take, so it is found out as TCP finds its congestion window: by the queue before the decoder, with each image that ends. Jobs take
 * turns to begin an image.
 */
final class Pace {

    /** After so long without any end, one more image is begun: those in work may all wait for slow origins. */
    static final Duration STEP = Duration.ofMillis(500);

    private final IntSupplier queue;
    private final int least;
    private final Turns turns;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param queue how many fetched images wait for the decoder
     * @param least how many images are always allowed to be in work, and how many may wait for the decoder
     */
    Pace(IntSupplier queue, int least) {
        this.queue = queue;
        this.least = least;
        this.turns = new Turns(least, Integer.MAX_VALUE);
    }

    /** The same work, begun when it is its job's turn. */
    <T> Mono<T> keep(JobId job, Mono<T> work) {
        return turns.within(job.toString(), work.doOnTerminate(this::ended));
    }

    /** How many images may be in work now. */
    int images() {
        return turns.total();
    }

    /** How many images are in work now. */
    int running() {
        return turns.running();
    }

    /** Nothing is begun any more; what is in work ends. */
    void close() {
        closed = true;
        resize(0);
    }

    /** Whether nothing is in work. */
    boolean isIdle() {
        return running() == 0;
    }

    /** To be called every {@link #STEP}. */
    void step() {
        if (!ended.getAndSet(false)) {
            moreIfWanted();
        }
    }

    /** Before the place is given back: where there are too many, nobody follows. */
    private void ended() {
        ended.set(true);
        if (queue.getAsInt() > least) {
            resize(-1);
        } else {
            moreIfWanted();
        }
    }

    private void moreIfWanted() {
        if (queue.getAsInt() == 0 && turns.waiting() > 0) {
            resize(1);
        }
    }

    private void resize(int more) {
        turns.resize(images -> closed ? 0 : Math.max(least, images + more));
    }
}
