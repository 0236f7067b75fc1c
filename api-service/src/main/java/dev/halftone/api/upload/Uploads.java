package dev.halftone.api.upload;

import dev.halftone.api.output.ObjectStore;
import dev.halftone.api.output.ObjectStoreException;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.upload.Upload;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/** Puts uploads into the object store. */
@Component
public final class Uploads implements DisposableBean {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final String NOTE = "INSERT INTO halftone.uploads (id, tenant) VALUES (:id, :tenant)";

    private final DatabaseClient database;
    private final ObjectStore store;
    private final InstrumentedPool<ObjectStore> turns;
    private final UploadSettings settings;

    Uploads(DatabaseClient database, ObjectStore store, UploadSettings settings) {
        this.database = database;
        this.store = store;
        this.turns = PoolBuilder.from(Mono.just(store))
                .sizeBetween(0, settings.concurrency())
                .buildPool();
        this.settings = settings;
    }

    /**
     * Stores an upload of the request's tenant; completes once it is durable. It is noted first, whatever becomes of the transaction
     * of its submission: until a job refers to it, it is kept for {@code halftone.retention.uploads}. Fails as the bytes do, and with
     * a problem where the store does or no turn comes.
     *
     * @param bytes that {@link dev.halftone.upload.UploadCheck} finds no fault with, in buffers that are left alone until the end
     */
    public Mono<Void> store(Upload upload, Flux<ByteBuffer> bytes) {
        return Mono.usingWhen(
                        turns.acquire(settings.maxWait()).onErrorMap(PoolAcquireTimeoutException.class, _ -> busy()),
                        _ -> note(upload).then(store.put(upload.key(), bytes)),
                        PooledRef::release)
                .onErrorMap(ObjectStoreException.class, Uploads::away);
    }

    private Mono<Void> note(Upload upload) {
        return Tenant.current()
                .flatMap(tenant -> database.sql(NOTE)
                        .bind("id", upload.id())
                        .bind("tenant", tenant.name())
                        .then());
    }

    private static ProblemException away(Throwable failure) {
        return ProblemException.unavailable(
                "The object store does not take the images that came with the request. Nothing was accepted.",
                RETRY_AFTER,
                failure);
    }

    private static ProblemException busy() {
        return ProblemException.unavailable(
                "Too many images are being uploaded at once (halftone.upload.concurrency). Nothing was accepted.",
                RETRY_AFTER);
    }

    @Override
    public void destroy() {
        turns.dispose();
    }
}
