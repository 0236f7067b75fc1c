package dev.halftone.api.retention;

import dev.halftone.api.meter.ApiMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Deletes jobs. First the line of the job goes, and with it those of its retries: from then on every read answers that there is no
 * such job. What belonged to it follows later and in pieces, however much it is.
 */
@Component
class ExpiredJobs {

    // A retry locks its family's first job too: of those locked here, none gets another.
    private static final String LOCK = """
            SELECT id
            FROM halftone.jobs
            WHERE retry_of IS NULL AND completed_at < clock_timestamp() - :age * interval '1 millisecond'
              AND halftone.family_is_over(id, clock_timestamp() - :age * interval '1 millisecond')
            ORDER BY completed_at
            LIMIT :batch
            FOR UPDATE SKIP LOCKED
            """;

    private static final String EXPIRE = """
            WITH family AS (
                SELECT member.id
                FROM unnest(:origins::uuid[]) AS origin (id) CROSS JOIN LATERAL halftone.family(origin.id) AS member
                -- still: a retry may have come before the lock
                WHERE halftone.family_is_over(origin.id, clock_timestamp() - :age * interval '1 millisecond')
            ), expired AS (
                DELETE FROM halftone.jobs USING family WHERE jobs.id = family.id RETURNING jobs.id
            )
            INSERT INTO halftone.expired_jobs (job_id) SELECT id FROM expired
            """;

    /** By job. Attempts go with their delivery. */
    private static final List<String> TABLES = List.of(
            "outcomes", "rows", "rejected_rows", "parked", "attempted", "deliveries", "endpoints", "job_uploads");

    private static final String DELETE_PIECE = """
            WITH job AS (
                SELECT job_id
                FROM halftone.expired_jobs
                WHERE expired_at <= clock_timestamp() - :linger * interval '1 millisecond'
                ORDER BY expired_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            ), %s, forgotten AS (
                DELETE FROM halftone.expired_jobs WHERE job_id = (SELECT job_id FROM job) AND %s
            )
            SELECT %s AS lines FROM job
            """.formatted(
                    each(", ", """
                    %1$s AS (
                        DELETE FROM halftone.%1$s
                        WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM halftone.%1$s WHERE job_id = (SELECT job_id FROM job) LIMIT :batch))
                        RETURNING 1
                    )"""),
                    each(" AND ", "(SELECT count(*) FROM %1$s) < :batch"),
                    each(" + ", "(SELECT count(*) FROM %1$s)"));

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final RetentionSettings settings;
    private final Counter jobs;
    private final Counter lines;

    ExpiredJobs(
            DatabaseClient database,
            TransactionalOperator transaction,
            RetentionSettings settings,
            MeterRegistry meters) {
        this.database = database;
        this.transaction = transaction;
        this.settings = settings;
        this.jobs = ApiMeter.RETENTION_JOBS.counter(meters);
        this.lines = ApiMeter.RETENTION_LINES.counter(meters);
    }

    /** Expires some jobs whose time is over; empty if there is none. */
    Mono<Long> expire() {
        return database.sql(LOCK)
                .bind("age", millis(settings.jobs()))
                .bind("batch", settings.batch())
                .mapValue(UUID.class)
                .all()
                .collectList()
                .filter(origins -> !origins.isEmpty())
                .flatMap(this::expire)
                .as(transaction::transactional)
                .doOnNext(jobs::increment);
    }

    private Mono<Long> expire(List<UUID> origins) {
        return database.sql(EXPIRE)
                .bind("origins", origins.toArray(UUID[]::new))
                .bind("age", millis(settings.jobs()))
                .fetch()
                .rowsUpdated();
    }

    /** Deletes a piece of what belonged to an expired job; empty if nothing is left that no other process is at. */
    Mono<Long> deletePiece() {
        return database.sql(DELETE_PIECE)
                .bind("linger", millis(settings.linger()))
                .bind("batch", settings.batch())
                .mapValue(Long.class)
                .one()
                .doOnNext(lines::increment);
    }

    private static long millis(Duration time) {
        return time.toMillis();
    }

    private static String each(String between, String text) {
        return TABLES.stream().map(text::formatted).collect(Collectors.joining(between));
    }
}
