package dev.halftone.api.submission;

import dev.halftone.api.problem.ProblemException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/** Lets so many submissions in at once, and the others wait for their turn. */
@Component
final class Admission implements DisposableBean {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final int MAX_QUEUED = 100_000;

    private final Scheduler threads;
    private final InstrumentedPool<Scheduler> turns;
    private final Duration maxWait;

    Admission(SubmissionSettings settings) {
        this.threads = Schedulers.newBoundedElastic(settings.concurrency(), MAX_QUEUED, "manifest");
        this.turns = PoolBuilder.from(Mono.just(threads))
                .sizeBetween(0, settings.concurrency())
                .maxPendingAcquire(settings.maxWaiting())
                .buildPool();
        this.maxWait = settings.maxWait();
    }

    /** Runs the work with a thread of its own to read on. Fails with a problem if its turn does not come in time. */
    <T> Mono<T> admit(Function<Scheduler, Mono<T>> work) {
        return Mono.usingWhen(
                turns.acquire(maxWait).onErrorMap(Admission::isBusy, _ -> busy()),
                turn -> work.apply(turn.poolable()),
                PooledRef::release);
    }

    private static boolean isBusy(Throwable error) {
        return error instanceof PoolAcquireTimeoutException || error instanceof PoolAcquirePendingLimitException;
    }

    private static ProblemException busy() {
        return ProblemException.unavailable(
                "Too many manifests are being submitted at once. Nothing was stored.", RETRY_AFTER);
    }

    @Override
    public void destroy() {
        turns.dispose();
        threads.dispose();
    }
}
