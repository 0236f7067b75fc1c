package dev.halftone.api.dispatch;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The jobs that rows are owed of, shared by all dispatchers. A claim is a lease that also fences: what its holder writes after
 * somebody else's claim changes nothing. {@code published_images} is always the number of images in the rows up to
 * {@code published_through}.
 */
@Component
class OwedJobs {

    // Entries that a worker holds are skipped: it waits for the job's line, and either ends the image or parks it anew.
    private static final String PUBLISHED = """
            WITH held AS (
                UPDATE halftone.jobs
                SET published_through = :through,
                    published_images = :images,
                    state = 'running',
                    started_at = coalesce(started_at, clock_timestamp()),
                    -- what comes back after a long wait has not stalled
                    progressed_at = CASE WHEN :due THEN clock_timestamp() ELSE progressed_at END,
                    leased_until = NULL
                WHERE id = :job AND leased_until = :lease AND completed_at IS NULL
                RETURNING id, dispatched_at
            ), sent AS (
                SELECT entry.job_id, entry.row_number, entry.position
                FROM unnest(:rows::int[], :positions::int[]) AS sent (row_number, position)
                JOIN halftone.parked AS entry
                    ON entry.job_id = :job AND entry.row_number = sent.row_number AND entry.position = sent.position
                JOIN held ON held.id = entry.job_id
                WHERE published_at IS NULL AND due_at <= dispatched_at
                FOR UPDATE OF entry SKIP LOCKED
            )
            UPDATE halftone.parked AS entry
            SET published_at = clock_timestamp()
            FROM sent
            WHERE (entry.job_id, entry.row_number, entry.position) = (sent.job_id, sent.row_number, sent.position)
            """;

    private static final String REWIND = """
            WITH unfinished AS (
                SELECT number
                FROM halftone.rows AS published
                WHERE job_id = :job AND number <= :through
                  AND cardinality(array_remove(sources, NULL)) > (
                      SELECT count(*) FROM halftone.outcomes AS outcome
                      WHERE outcome.job_id = :job AND outcome.row_number = published.number)
                ORDER BY number
                LIMIT 1
            ), before AS (
                SELECT number - 1 AS through, (
                    SELECT coalesce(sum(cardinality(array_remove(sources, NULL))), 0)::int
                    FROM halftone.rows WHERE job_id = :job AND rows.number < unfinished.number) AS images
                FROM unfinished
            )
            UPDATE halftone.jobs
            SET published_through = coalesce((SELECT through FROM before), published_through),
                published_images = coalesce((SELECT images FROM before), published_images),
                rewind_due = false,
                leased_until = NULL
            WHERE id = :job AND leased_until = :lease AND completed_at IS NULL
            """;

    private static final String GIVE_BACK = """
            UPDATE halftone.jobs
            SET leased_until = clock_timestamp() + :pause * interval '1 millisecond'
            WHERE id = :job AND leased_until = :lease
            """;

    private static final String BACKLOG = """
            WITH parked AS (
                SELECT job_id, count(*) AS waiting, count(*) FILTER (WHERE due_at <= clock_timestamp()) AS due
                FROM halftone.parked
                WHERE published_at IS NULL
                GROUP BY job_id
            )
            SELECT coalesce(sum(images - published_images + coalesce(due, 0)), 0)::bigint AS unpublished,
                   coalesce(sum(greatest(
                       published_images - succeeded - failed - cancelled - coalesce(waiting, 0), 0)), 0)::bigint AS ahead,
                   coalesce(sum(waiting), 0)::bigint AS parked
            FROM halftone.jobs LEFT JOIN parked ON job_id = id
            WHERE completed_at IS NULL
            """;

    private final DatabaseClient database;
    private final DispatchSettings settings;

    OwedJobs(DatabaseClient database, DispatchSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Gives the claim back with the chunk done. */
    Mono<Void> published(Chunk chunk) {
        Claim claim = chunk.claim();
        return held(database.sql(PUBLISHED), claim)
                .bind("through", chunk.through())
                .bind("images", claim.publishedImages() + chunk.images())
                .bind("due", !chunk.due().isEmpty())
                .bind(
                        "rows",
                        chunk.due().stream()
                                .flatMap(row -> row.positions().mapToObj(_ -> row.number()))
                                .toArray(Integer[]::new))
                .bind(
                        "positions",
                        chunk.due().stream()
                                .flatMap(row -> row.positions().boxed())
                                .toArray(Integer[]::new))
                .then();
    }

    /** Gives the claim back with everything unfinished to be published again. */
    Mono<Void> rewind(Claim claim) {
        return held(database.sql(REWIND), claim)
                .bind("through", claim.publishedThrough())
                .then();
    }

    /** Gives the claim back as it was, to be taken up again after a refill poll or more. */
    Mono<Void> giveBack(Claim claim) {
        return held(database.sql(GIVE_BACK), claim)
                .bind("pause", settings.refillPoll().toMillis())
                .then();
    }

    Mono<Backlog> backlog() {
        return database.sql(BACKLOG)
                .map(row -> new Backlog(number(row, "unpublished"), number(row, "ahead"), number(row, "parked")))
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec held(DatabaseClient.GenericExecuteSpec statement, Claim claim) {
        return statement.bind("job", claim.job().value()).bind("lease", claim.leasedUntil());
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
