package dev.halftone.api.dispatch;

import dev.halftone.job.JobId;
import dev.halftone.wire.RenditionJson;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The jobs that rows are owed of, shared by all dispatchers. A claim is a lease that also fences: what its holder writes after
 * somebody else's claim changes nothing. {@code published_images} is always the number of images in the rows up to
 * {@code published_through}.
 */
@Component
class OwedJobs {

    private static final String CLAIM = """
            WITH due AS (
                SELECT id, published_images - succeeded - failed - cancelled AS ahead,
                       published_images > succeeded + failed + cancelled
                           AND clock_timestamp() - greatest(dispatched_at, progressed_at) > greatest(
                               :stall * interval '1 millisecond',
                               least(dispatched_at - coalesce(progressed_at, accepted_at),
                                     12 * :stall * interval '1 millisecond')) AS stalled
                FROM halftone.jobs
                WHERE completed_at IS NULL
                  AND (leased_until IS NULL OR leased_until < clock_timestamp())
                  AND (published_images < images
                           AND published_images - succeeded - failed - cancelled < :window
                       OR published_images > succeeded + failed + cancelled
                           AND clock_timestamp() - greatest(dispatched_at, progressed_at) > greatest(
                               :stall * interval '1 millisecond',
                               least(dispatched_at - coalesce(progressed_at, accepted_at),
                                     12 * :stall * interval '1 millisecond')))
                ORDER BY dispatched_at NULLS FIRST, id
                LIMIT :jobs
                FOR UPDATE SKIP LOCKED
            )
            UPDATE halftone.jobs AS job
            SET dispatched_at = clock_timestamp(), leased_until = clock_timestamp() + :lease * interval '1 millisecond'
            FROM due
            WHERE job.id = due.id
            RETURNING job.id, job.published_through, job.published_images, job.leased_until,
                      :window - due.ahead AS room, due.stalled, job.renditions::text AS renditions
            """;

    private static final String ROWS = """
            SELECT number, serial_number, product_name, sources,
                   ARRAY(SELECT position::int FROM halftone.outcomes AS outcome
                         WHERE outcome.job_id = owed.job_id AND outcome.row_number = owed.number) AS ended
            FROM halftone.rows AS owed
            WHERE job_id = :job AND number > :after
            ORDER BY number
            LIMIT :chunk
            """;

    private static final String PUBLISHED = """
            UPDATE halftone.jobs
            SET published_through = :through,
                published_images = :images,
                state = 'running',
                started_at = coalesce(started_at, clock_timestamp()),
                leased_until = NULL
            WHERE id = :job AND leased_until = :lease AND completed_at IS NULL
            """;

    private static final String REWIND = """
            WITH unfinished AS (
                SELECT min(number) AS number
                FROM (SELECT number FROM halftone.rows AS published
                      WHERE job_id = :job AND number <= :through
                        AND cardinality(array_remove(sources, NULL)) > (
                            SELECT count(*) FROM halftone.outcomes AS outcome
                            WHERE outcome.job_id = :job AND outcome.row_number = published.number)
                      ORDER BY number
                      LIMIT 1) AS first
            ), before AS (
                SELECT coalesce(sum(cardinality(array_remove(sources, NULL))), 0)::int AS images
                FROM halftone.rows, unfinished
                WHERE job_id = :job AND rows.number < unfinished.number
            )
            UPDATE halftone.jobs
            SET published_through = unfinished.number - 1, published_images = before.images, leased_until = NULL
            FROM unfinished, before
            WHERE id = :job AND leased_until = :lease AND completed_at IS NULL AND unfinished.number IS NOT NULL
            """;

    private static final String GIVE_BACK = """
            UPDATE halftone.jobs
            SET leased_until = clock_timestamp() + :pause * interval '1 millisecond'
            WHERE id = :job AND leased_until = :lease
            """;

    private static final String BACKLOG = """
            SELECT count(*) AS jobs,
                   coalesce(sum(images - published_images), 0)::bigint AS unpublished,
                   coalesce(sum(published_images - succeeded - failed - cancelled), 0)::bigint AS ahead
            FROM halftone.jobs
            WHERE completed_at IS NULL
            """;

    private final DatabaseClient database;
    private final DispatchSettings settings;

    OwedJobs(DatabaseClient database, DispatchSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** The jobs whose turn it is, longest waiting first. */
    Flux<Claim> claim() {
        return database.sql(CLAIM)
                .bind("stall", settings.stallTimeout().toMillis())
                .bind("window", settings.window())
                .bind("jobs", settings.jobsPerTurn())
                .bind("lease", settings.lease().toMillis())
                .map(OwedJobs::readClaim)
                .all();
    }

    /** Errors if the job owes rows that are not there. */
    Mono<Chunk> next(Claim claim) {
        return database.sql(ROWS)
                .bind("job", claim.job().value())
                .bind("after", claim.publishedThrough())
                .bind("chunk", settings.chunk())
                .map(OwedJobs::readRow)
                .all()
                .collectList()
                .map(rows -> Chunk.of(claim, rows));
    }

    /** Gives the claim back with the chunk done. */
    Mono<Void> published(Claim claim, Chunk chunk) {
        return held(database.sql(PUBLISHED), claim)
                .bind("through", chunk.through())
                .bind("images", claim.publishedImages() + chunk.images())
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
                .map(row -> new Backlog(number(row, "jobs"), number(row, "unpublished"), number(row, "ahead")))
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec held(DatabaseClient.GenericExecuteSpec statement, Claim claim) {
        return statement.bind("job", claim.job().value()).bind("lease", claim.leasedUntil());
    }

    private static Claim readClaim(Readable row) {
        return new Claim(
                new JobId(value(row, "id", UUID.class)),
                value(row, "published_through", Integer.class),
                value(row, "published_images", Integer.class),
                value(row, "room", Integer.class),
                value(row, "stalled", Boolean.class),
                RenditionJson.read(value(row, "renditions", String.class)),
                value(row, "leased_until", OffsetDateTime.class));
    }

    private static OwedRow readRow(Readable row) {
        return new OwedRow(
                value(row, "number", Integer.class),
                value(row, "serial_number", String.class),
                value(row, "product_name", String.class),
                OwedRow.sources(value(row, "sources", String[].class)),
                Arrays.stream(value(row, "ended", Integer[].class)).collect(Collectors.toUnmodifiableSet()));
    }

    private static long number(Readable row, String column) {
        return value(row, column, Long.class);
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
