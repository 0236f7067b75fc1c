package dev.halftone.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.outcome.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * What PostgreSQL has lately said of keys, those that it does not know included, so that a request costs no query. Few are asked
 * for at once, so that whoever guesses keys leaves the other connections alone.
 */
@Component
class KnownKeys implements DisposableBean {

    private static final int QUERIES = 4;
    private static final int WAITING = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Duration memory;
    private final Cache<Sha256, Mono<Optional<ApiKey>>> known;
    private final InstrumentedPool<ApiKeys> turns;

    KnownKeys(ApiKeys keys, AccessSettings settings) {
        this.memory = settings.memory();
        this.known = Caffeine.newBuilder()
                .maximumSize(settings.keysInMemory())
                .expireAfterWrite(memory)
                .executor(Runnable::run)
                .build();
        this.turns = PoolBuilder.from(Mono.just(keys))
                .sizeBetween(0, QUERIES)
                .maxPendingAcquire(WAITING)
                .buildPool();
    }

    /** The key with this secret; empty if none works. */
    Mono<ApiKey> find(KeySecret secret) {
        return Mono.defer(() -> known.get(secret.hash(), this::ask))
                .flatMap(Mono::justOrEmpty)
                .filter(key -> !key.hasExpired(Instant.now()));
    }

    /** One question for all who ask at once; an answer is remembered, a failure is not. */
    private Mono<Optional<ApiKey>> ask(Sha256 secret) {
        return Mono.usingWhen(
                        turns.acquire(PATIENCE).onErrorMap(KnownKeys::isBusy, _ -> busy()),
                        turn -> turn.poolable().find(secret),
                        PooledRef::release)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .cache(_ -> memory, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    private static boolean isBusy(Throwable error) {
        return error instanceof PoolAcquireTimeoutException || error instanceof PoolAcquirePendingLimitException;
    }

    private static ProblemException busy() {
        return ProblemException.unavailable("Too many keys are being looked up at once.", AGAIN);
    }

    /** What was said may have changed. */
    void forget() {
        known.invalidateAll();
    }

    @Override
    public void destroy() {
        turns.dispose();
    }
}
