package dev.halftone.api.job.action;

import dev.halftone.api.database.Patience;
import dev.halftone.api.job.Columns;
import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.quota.Quota;
import dev.halftone.api.quota.Quotas;
import dev.halftone.api.quota.Usage;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.api.trace.Traces;
import dev.halftone.job.JobId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Makes new jobs of the images of a job that failed and that no retry of it has made since. A retried row keeps its number,
 * its sources their positions, so that outcomes of both jobs can be laid over each other.
 */
@Component
class Retries {

    // every retry of the family locks its first job: of calls at once, each sees what those before it made
    private static final String LOCK = "SELECT id FROM halftone.jobs WHERE id = halftone.origin(:job) FOR UPDATE";

    private static final String RUNNING = """
            SELECT job.id,
                   job.retry_of = :job
                       AND retry_reason IS NOT DISTINCT FROM :reason::text
                       AND retry_host IS NOT DISTINCT FROM :host::text AS same
            FROM halftone.family(:origin) AS member JOIN halftone.jobs AS job ON job.id = member.id
            WHERE job.completed_at IS NULL
            ORDER BY job.id DESC
            LIMIT 1
            """;

    private static final String INSERT = """
            WITH family AS MATERIALIZED (
                SELECT id FROM halftone.family(:origin)
            ), failed AS (
                SELECT row_number, array_agg(position) AS positions
                FROM halftone.outcomes AS outcome
                JOIN halftone.rows AS owed ON owed.job_id = outcome.job_id AND owed.number = row_number
                WHERE outcome.job_id = :job AND status = 'failed'
                  AND (:reason::text IS NULL OR reason = :reason)
                  AND (:host::text IS NULL
                       OR lower(btrim(substring(sources[position + 1] FROM '^[^:]+://(\\[[^]]*\\]|[^/?#:]+)'), '[]'))
                          = ANY (:spellings::text[]))
                  AND NOT EXISTS (SELECT FROM halftone.outcomes AS made JOIN family ON made.job_id = family.id
                                  WHERE made.row_number = outcome.row_number AND made.position = outcome.position
                                    AND made.status = 'succeeded')
                GROUP BY row_number
            ), inserted AS (
                INSERT INTO halftone.rows (job_id, number, line, serial_number, product_name, sources, cells)
                SELECT :retry, number, line, serial_number, product_name,
                       ARRAY(SELECT CASE WHEN place - 1 = ANY (positions) THEN url END
                             FROM unnest(sources) WITH ORDINALITY AS image (url, place) ORDER BY place),
                       cells
                FROM halftone.rows JOIN failed ON number = row_number
                WHERE job_id = :job
                RETURNING cardinality(array_remove(sources, NULL)) AS images
            ), counted AS (
                SELECT count(*)::int AS rows, sum(images)::int AS images FROM inserted
            )
            INSERT INTO halftone.jobs (
                id, tenant, mode, columns, renditions, analyses, rows, images, retry_of, retry_reason, retry_host, traceparent,
                accepted_at)
            SELECT :retry, tenant, mode, columns, renditions, analyses, counted.rows, counted.images,
                   :job, :reason::text, :host::text, :traceparent::text, clock_timestamp()
            FROM halftone.jobs, counted
            WHERE id = :job AND counted.rows > 0
            RETURNING images
            """;

    private static final String ENDPOINTS = """
            INSERT INTO halftone.endpoints (tenant, job_id, url, secret)
            SELECT tenant, :retry, url, secret FROM halftone.endpoints WHERE job_id = :job AND disabled_at IS NULL
            """;

    private static final String NOTIFY = "SELECT pg_notify('halftone_dispatch', '')";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Jobs jobs;
    private final Quotas quotas;
    private final Traces traces;
    private final Counter accepted;

    Retries(
            DatabaseClient database,
            TransactionalOperator transaction,
            Jobs jobs,
            Quotas quotas,
            Traces traces,
            MeterRegistry meters) {
        this.database = database;
        this.transaction = transaction;
        this.jobs = jobs;
        this.quotas = quotas;
        this.traces = traces;
        this.accepted = ApiMeter.JOBS_ACCEPTED.counter(meters);
    }

    /**
     * The job that retries those failed images of the given one that the filter lets through: a new one, or the one that still
     * runs for the same filter. Errors with {@link Problem#CONFLICT} if the job has not ended, another retry of its family runs,
     * or nothing of it is left to be retried, and with a problem if a new one is more than the tenant may have.
     */
    Mono<Job> retry(Job job, RetryFilter filter) {
        if (!job.state().isTerminal()) {
            return Mono.error(new ProblemException(
                    Problem.CONFLICT,
                    "The job is " + job.state().wireName() + ". It can be retried once it has ended."));
        }
        return lock(job.id())
                .flatMap(origin -> running(job.id(), origin, filter)
                        .switchIfEmpty(Mono.defer(() -> insert(job.id(), origin, filter))))
                .as(transaction::transactional)
                .contextWrite(Patience::forBulk)
                // it ends even if nobody waits any more: cancelled while it begins, it would leave a transaction open
                .cache()
                // it has expired since it was read
                .switchIfEmpty(Mono.just(job.id()))
                .flatMap(jobs::require);
    }

    private Mono<UUID> lock(JobId job) {
        return database.sql(LOCK).bind("job", job.value()).mapValue(UUID.class).one();
    }

    private Mono<JobId> running(JobId job, UUID origin, RetryFilter filter) {
        return bound(RUNNING, job, filter)
                .bind("origin", origin)
                .map(line -> new Running(new Columns(line)))
                .one()
                .map(Running::same);
    }

    private Mono<JobId> insert(JobId job, UUID origin, RetryFilter filter) {
        JobId retry = JobId.next();
        return bound(INSERT, job, filter)
                .bind("origin", origin)
                .bind("spellings", filter.spellings().toArray(String[]::new))
                .bind("retry", retry.value())
                .bind("traceparent", Parameters.in(R2dbcType.VARCHAR, traces.parent()))
                .mapValue(Integer.class)
                .one()
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Problem.CONFLICT, "No failed image of the job is left to be retried" + filter.named() + ".")))
                .delayUntil(_ -> copyEndpoints(job, retry))
                .flatMap(images -> Tenant.current().flatMap(tenant -> keepWithinQuota(tenant, images)))
                .then(Mono.defer(() -> database.sql(NOTIFY).then()))
                .doOnSuccess(_ -> accepted.increment())
                .thenReturn(retry);
    }

    private Mono<Void> keepWithinQuota(Tenant tenant, int images) {
        return quotas.of(tenant)
                .filter(Quota::limitsJobs)
                .flatMap(quota -> database.sql(Usage.LOCKED)
                        .bind("$1", tenant.name())
                        .map(Usage::read)
                        .one()
                        .doOnNext(used -> quota.require(used, images)))
                .then();
    }

    private Mono<Void> copyEndpoints(JobId job, JobId retry) {
        return database.sql(ENDPOINTS)
                .bind("job", job.value())
                .bind("retry", retry.value())
                .then();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, JobId job, RetryFilter filter) {
        return database.sql(sql)
                .bind("job", job.value())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, filter.reasonName()))
                .bind("host", Parameters.in(R2dbcType.VARCHAR, filter.host()));
    }

    /** A retry that has not ended. */
    private record Running(JobId id, boolean isSame) {

        Running(Columns line) {
            this(new JobId(line.get("id", UUID.class)), line.get("same", Boolean.class));
        }

        JobId same() {
            if (!isSame) {
                throw new ProblemException(
                        Problem.CONFLICT,
                        "Another retry of these images runs: " + id + ". Wait until it has ended, or cancel it.");
            }
            return id;
        }
    }
}
