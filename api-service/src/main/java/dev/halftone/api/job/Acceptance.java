package dev.halftone.api.job;

import dev.halftone.api.database.Patience;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.quota.Quota;
import dev.halftone.api.quota.Usage;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One job on its way into PostgreSQL, in the transaction that {@link JobAcceptance} opened for it. */
public final class Acceptance {

    private static final String COPY =
            "COPY halftone.rows (job_id, number, line, serial_number, product_name, sources, cells) FROM STDIN";

    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PostgresqlConnection connection;
    private final Tenant tenant;
    private final Quota quota;
    private final Patience patience;
    private final @Nullable String traceParent;
    private volatile boolean accepted;

    /**
     * @param connection the driver's own, which is why the patience that others have is not yet in it
     * @param traceParent of the request, if it is traced
     */
    Acceptance(
            PostgresqlConnection connection,
            Tenant tenant,
            Quota quota,
            Patience patience,
            @Nullable String traceParent) {
        this.connection = connection;
        this.tenant = tenant;
        this.quota = quota;
        this.patience = patience;
        this.traceParent = traceParent;
    }

    Mono<Void> begin() {
        return limited(connection.beginTransaction());
    }

    private <T> Mono<T> limited(Publisher<T> answer) {
        return patience.limit(connection, answer).singleOrEmpty();
    }

    /**
     * Stores rows in batches, the next one being read while one is copied: the driver would take a whole COPY's data as fast as
     * it comes, whether PostgreSQL keeps up or not.
     */
    public Mono<Void> store(JobId job, Flux<AcceptedRow> rows) {
        return rows.map(row -> CopyText.line(job, row))
                .transformDeferred(lines -> lines.bufferUntil(new BatchEnd()))
                .concatMap(this::copy, 1)
                .then();
    }

    /** Goes on when it is cancelled: the driver would release what it has yet to send, and lose the connection over it. */
    private Mono<Long> copy(List<String> lines) {
        return limited(connection.copyIn(COPY).from(bytes(lines)).build().cache());
    }

    private static ByteBuf bytes(List<String> lines) {
        return Unpooled.wrappedBuffer(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Claims a key until the end of the transaction, and tells what it was used for.
     *
     * @param retention how long keys are of use
     */
    public Mono<KeyClaim> claim(IdempotencyKey key, Duration retention) {
        KeyStatements keys = new KeyStatements(connection, tenant);
        return limited(
                keys.lock(key).flatMap(locked -> locked ? keys.find(key, retention) : Mono.just(new KeyClaim.Busy())));
    }

    /**
     * The job that was made of what has this hash, unless it is cancelled; nothing if there is none. Until the end of the
     * transaction, others of the tenant who ask for the same wait.
     */
    public Mono<AskedBefore> askedBefore(Sha256 asked) {
        AskedStatements statements = new AskedStatements(connection, tenant);
        return limited(statements.lock(asked).then(Mono.defer(() -> statements.find(asked))));
    }

    /** Has the job found when the same is asked for again. To be called once it is accepted. */
    public Mono<Void> keepAsked(JobId job, Sha256 asked) {
        return limited(new AskedStatements(connection, tenant).keep(job, asked));
    }

    /**
     * The stored objects that stand for images of the tenant's, which others are to be put into: keys by SHA-256, none for what the
     * tenant has no succeeded image of.
     */
    public Mono<Map<String, String>> objects(Collection<String> images) {
        ObjectStatement statement = new ObjectStatement(connection, tenant);
        return Flux.fromIterable(images)
                .concatMap(image -> limited(statement.find(image)).map(object -> Map.entry(image, object)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Stores the job and owes its work: with this, the end of the transaction commits it. Fails with a problem if it is more than
     * its tenant may have.
     */
    public Mono<Void> accept(AcceptedJob job) {
        JobStatements statements = new JobStatements(connection, tenant, traceParent);
        return limited(Flux.concat(statements.insert(job))
                        .then(Mono.defer(() -> job.hasUploads() ? keepUploads(statements, job.id()) : Mono.empty()))
                        .then(Mono.defer(() -> keepWithin(quota, job.images()))))
                .doOnSuccess(_ -> accepted = true);
    }

    private static Mono<Void> keepUploads(JobStatements statements, JobId job) {
        return statements
                .keepUploads(job)
                .filter(kept -> kept)
                .switchIfEmpty(
                        Mono.error(
                                () -> new ProblemException(
                                        Problem.REQUEST_TIMEOUT,
                                        "The images arrived over a longer time than they are kept without a job (halftone.retention.uploads). Nothing was stored. Split the manifest into several submissions.")))
                .then();
    }

    /** With the job inserted, and last of all: from here to the end of the transaction, the tenant's other submissions wait. */
    private Mono<Void> keepWithin(Quota quota, int images) {
        return quota.limitsJobs()
                ? connection
                        .createStatement(Usage.LOCKED)
                        .bind("$1", tenant.name())
                        .execute()
                        .concatMap(result -> result.map(Usage::read))
                        .doOnNext(used -> quota.require(used, images))
                        .then()
                : Mono.empty();
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Commits what was accepted, and takes back what was not. Fails with a problem if it cannot be known what became of it. */
    Mono<Void> end() {
        return accepted ? limited(connection.commitTransaction()).onErrorMap(Acceptance::inDoubt) : takeBack();
    }

    private static ProblemException inDoubt(Throwable error) {
        return ProblemException.unavailable(
                "The database was lost while it committed the job, which may have been accepted. Send the submission again"
                        + " with the same Idempotency-Key, and there is one job; if it had none, look first among the latest jobs.",
                RETRY_AFTER,
                error);
    }

    /**
     * Never fails: where it cannot, the connection is closed, and PostgreSQL takes it back by itself. The driver's own rollback
     * would do nothing while the beginning is on its way.
     */
    Mono<Void> takeBack() {
        return connection
                .createStatement("ROLLBACK")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then()
                .timeout(Patience.LAST)
                .onErrorResume(error -> {
                    LOG.debug("a submission's connection is lost", error);
                    return connection.close().onErrorComplete();
                });
    }

    /** True at the line that fills a batch. */
    private static final class BatchEnd implements Predicate<String> {

        private static final int FULL = 256 * 1024;

        private int characters;

        @Override
        public boolean test(String line) {
            characters += line.length();
            boolean full = characters >= FULL;
            characters = full ? 0 : characters;
            return full;
        }
    }
}
