package dev.halftone.api.submission;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
public final class Admission implements DisposableBean {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final int MAX_QUEUED = 100_000;

    private final Scheduler threads;
    private final InstrumentedPool<Scheduler> turns;
    private final ConcurrentMap<Tenant, InstrumentedPool<Tenant>> shares = new ConcurrentHashMap<>();
    private final SubmissionSettings settings;

    Admission(SubmissionSettings settings) {
        this.threads = Schedulers.newBoundedElastic(settings.concurrency(), MAX_QUEUED, "manifest");
        this.turns = PoolBuilder.from(Mono.just(threads))
                .sizeBetween(0, settings.concurrency())
                .maxPendingAcquire(settings.maxWaiting())
                .buildPool();
        this.settings = settings;
    }

    /**
     * Runs the work with a thread of its own to read on. Fails with a problem if its turn does not come in time, first among those
     * of the request's tenant.
     */
    public <T> Mono<T> admit(Function<Scheduler, Mono<T>> work) {
        return Tenant.current()
                .flatMap(tenant -> Mono.usingWhen(
                        shareOf(tenant).acquire(settings.maxWait()).onErrorMap(Admission::isBusy, _ -> tooMany()),
                        _ -> turn(work),
                        PooledRef::release));
    }

    private <T> Mono<T> turn(Function<Scheduler, Mono<T>> work) {
        return Mono.usingWhen(
                turns.acquire(settings.maxWait()).onErrorMap(Admission::isBusy, _ -> busy()),
                turn -> work.apply(turn.poolable()),
                PooledRef::release);
    }

    /** One is kept for each tenant that ever submitted here: a few hundred bytes. */
    private InstrumentedPool<Tenant> shareOf(Tenant tenant) {
        return shares.computeIfAbsent(
                tenant,
                it -> PoolBuilder.from(Mono.just(it))
                        .sizeBetween(0, settings.concurrencyPerTenant())
                        .maxPendingAcquire(settings.maxWaiting())
                        .buildPool());
    }

    private static boolean isBusy(Throwable error) {
        return error instanceof PoolAcquireTimeoutException || error instanceof PoolAcquirePendingLimitException;
    }

    private static ProblemException busy() {
        return ProblemException.unavailable(
                "Too many manifests are being submitted at once (halftone.submission.concurrency). Nothing was stored.",
                RETRY_AFTER);
    }

    private ProblemException tooMany() {
        return ProblemException.again(
                Problem.TOO_MANY_AT_ONCE,
                settings.concurrencyPerTenant()
                        + " manifests of yours arrive already, and no more are read at once (halftone.submission.concurrency-per-tenant). Nothing was stored.",
                RETRY_AFTER);
    }

    @Override
    public void destroy() {
        shares.values().forEach(InstrumentedPool::dispose);
        turns.dispose();
        threads.dispose();
    }
}
