package dev.halftone.api.job.action;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.job.JobId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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

    private static final String LOCK = "SELECT id FROM halftone.jobs WHERE id = :job FOR UPDATE";

    private static final String RUNNING = """
            WITH RECURSIVE family (id, completed_at) AS (
                SELECT id, completed_at FROM halftone.jobs WHERE retry_of = :job
                UNION
                SELECT job.id, job.completed_at FROM halftone.jobs AS job JOIN family ON job.retry_of = family.id)
            SELECT id FROM family WHERE completed_at IS NULL ORDER BY id DESC LIMIT 1
            """;

    private static final String INSERT = """
            WITH RECURSIVE family (id) AS (
                SELECT id FROM halftone.jobs WHERE retry_of = :job
                UNION
                SELECT job.id FROM halftone.jobs AS job JOIN family ON job.retry_of = family.id
            ), failed AS (
                SELECT row_number, array_agg(position) AS positions
                FROM halftone.outcomes AS outcome
                WHERE job_id = :job AND status = 'failed'
                  AND NOT EXISTS (SELECT FROM halftone.outcomes AS later JOIN family ON later.job_id = family.id
                                  WHERE later.row_number = outcome.row_number AND later.position = outcome.position
                                    AND later.status = 'succeeded')
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
            INSERT INTO halftone.jobs (id, tenant, mode, columns, renditions, rows, images, retry_of, accepted_at)
            SELECT :retry, tenant, mode, columns, renditions, counted.rows, counted.images, :job, clock_timestamp()
            FROM halftone.jobs, counted
            WHERE id = :job AND counted.rows > 0
            RETURNING id
            """;

    private static final String ENDPOINTS = """
            INSERT INTO halftone.endpoints (tenant, job_id, url, secret)
            SELECT tenant, :retry, url, secret FROM halftone.endpoints WHERE job_id = :job AND disabled_at IS NULL
            """;

    private static final String NOTIFY = "SELECT pg_notify('halftone_dispatch', '')";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Jobs jobs;
    private final Counter accepted;

    Retries(DatabaseClient database, TransactionalOperator transaction, Jobs jobs, MeterRegistry meters) {
        this.database = database;
        this.transaction = transaction;
        this.jobs = jobs;
        this.accepted = ApiMeter.JOBS_ACCEPTED.counter(meters);
    }

    /**
     * The job that retries the failed images of the given one: a new one, or the one that still runs. Errors with
     * {@link Problem#CONFLICT} if the job has not ended or nothing of it is left to be retried.
     */
    Mono<Job> retry(Job job) {
        if (!job.state().isTerminal()) {
            return Mono.error(new ProblemException(
                    Problem.CONFLICT,
                    "The job is " + job.state().wireName() + ". It can be retried once it has ended."));
        }
        return lock(job.id())
                .then(Mono.defer(() -> running(job.id())))
                .switchIfEmpty(Mono.defer(() -> insert(job.id())))
                .as(transaction::transactional)
                .flatMap(jobs::require);
    }

    // two calls at once would make two retries
    private Mono<UUID> lock(JobId job) {
        return database.sql(LOCK).bind("job", job.value()).mapValue(UUID.class).one();
    }

    private Mono<JobId> running(JobId job) {
        return database.sql(RUNNING)
                .bind("job", job.value())
                .mapValue(UUID.class)
                .one()
                .map(JobId::new);
    }

    private Mono<JobId> insert(JobId job) {
        JobId retry = JobId.next();
        return bound(INSERT, job, retry)
                .mapValue(UUID.class)
                .one()
                .switchIfEmpty(Mono.error(() ->
                        new ProblemException(Problem.CONFLICT, "No failed image of the job is left to be retried.")))
                .then(Mono.defer(() -> bound(ENDPOINTS, job, retry).then()))
                .then(Mono.defer(() -> database.sql(NOTIFY).then()))
                .doOnSuccess(_ -> accepted.increment())
                .thenReturn(retry);
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, JobId job, JobId retry) {
        return database.sql(sql).bind("job", job.value()).bind("retry", retry.value());
    }
}
