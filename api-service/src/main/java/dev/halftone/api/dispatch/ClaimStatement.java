package dev.halftone.api.dispatch;

import dev.halftone.analysis.Analyses;
import dev.halftone.job.JobId;
import dev.halftone.wire.RenditionJson;
import dev.halftone.wire.TraceParent;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The statement that shares the window and claims the jobs that have room in it.
 *
 * <p>The whole window is divided by the tenants that owe rows, a tenant's part by its jobs that do. A job whose part is not
 * taken up leaves it to the others of its tenant. Jobs that were never dispatched come first, then the one that waited longest;
 * what another dispatcher holds is counted as if it were published already.
 */
@Component
class ClaimStatement {

    private static final String OWED = """
            WITH parked AS (
                SELECT job_id, count(*)::int AS waiting, (count(*) FILTER (WHERE due_at <= clock_timestamp()))::int AS due
                FROM halftone.parked
                WHERE published_at IS NULL
                GROUP BY job_id
            ), owed AS MATERIALIZED (
                SELECT id, tenant COLLATE "C" AS tenant, dispatched_at, progressed_at, accepted_at, rewind_due,
                       coalesce(leased_until >= clock_timestamp(), false) AS leased,
                       coalesce(due, 0) AS due,
                       images - published_images + coalesce(due, 0) AS unpublished,
                       greatest(published_images - succeeded - failed - cancelled - coalesce(waiting, 0), 0) AS ahead
                FROM\s""";

    private static final String WITH_ROOM = """
            LEFT JOIN parked ON job_id = id
                WHERE completed_at IS NULL
            ), tenants AS (
                SELECT tenant, (count(*) FILTER (WHERE unpublished > 0))::int AS jobs,
                       sum(ahead)::int AS ahead,
                       coalesce(sum(ahead) FILTER (WHERE ahead <= :smallest), 0)::int AS ahead_of_small
                FROM owed
                GROUP BY tenant
            ), parts AS (
                SELECT tenant, jobs, ahead, ahead_of_small, greatest(:whole / count(*) OVER (), :smallest)::int AS part
                FROM tenants
                WHERE jobs > 0
            ), wishes AS (
                SELECT owed.*,
                       CASE WHEN unpublished > 0
                           THEN greatest(least(greatest(part / jobs, :smallest) - owed.ahead, unpublished), 0)
                           ELSE 0
                       END AS wish,
                       -- half a part more is for those who have next to nothing ahead, however far the others are
                       CASE WHEN owed.ahead < :smallest
                           THEN greatest(part - parts.ahead, part / 2 - ahead_of_small)
                           ELSE part - parts.ahead
                       END AS free
                FROM owed LEFT JOIN parts ON parts.tenant = owed.tenant
            ), candidates AS (
                SELECT id, dispatched_at, leased, due,
                       least(wish, free + wish - sum(wish) OVER (
                           PARTITION BY tenant ORDER BY leased DESC, dispatched_at NULLS FIRST, id))::int AS room,
                       rewind_due
                           OR ahead > 0 AND clock_timestamp() - greatest(dispatched_at, progressed_at) > greatest(
                               :stall * interval '1 millisecond',
                               least(dispatched_at - coalesce(progressed_at, accepted_at),
                                     12 * :stall * interval '1 millisecond')) AS stalled
                FROM wishes
            ), claimed AS (
                SELECT job.id, due, room, stalled
                FROM halftone.jobs AS job JOIN candidates USING (id)
                WHERE NOT leased AND (room > 0 OR stalled)
                  -- still so, although others may have claimed it since it was looked at
                  AND completed_at IS NULL
                  AND (leased_until IS NULL OR leased_until < clock_timestamp())
                  AND job.dispatched_at IS NOT DISTINCT FROM candidates.dispatched_at
                ORDER BY job.dispatched_at NULLS FIRST, job.id
                LIMIT :jobs
                FOR UPDATE OF job SKIP LOCKED
            )
            UPDATE halftone.jobs AS job
            SET dispatched_at = clock_timestamp(), leased_until = clock_timestamp() + :lease * interval '1 millisecond'
            FROM claimed
            WHERE job.id = claimed.id
            RETURNING job.id, job.published_through, job.published_images, job.images - job.published_images AS unpublished,
                      job.leased_until, claimed.due, claimed.room, claimed.stalled, job.renditions::text AS renditions,
                      job.analyses, job.traceparent
            """;

    /** Those that run, and of the others the first as long as there are not enough. */
    private static final String WITHIN_LIMIT = """
            (SELECT *
             FROM (SELECT *, row_number() OVER (
                              PARTITION BY tenant ORDER BY dispatched_at IS NULL, accepted_at, id) AS place
                   FROM halftone.jobs WHERE completed_at IS NULL) AS placed
             WHERE dispatched_at IS NOT NULL OR place <=\s""";

    // claims of several apis at once would each not see the other's
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('halftone_dispatch', 2))";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final DispatchSettings settings;
    private final String claim;

    ClaimStatement(DatabaseClient database, TransactionalOperator transaction, DispatchSettings settings) {
        this.database = database;
        this.transaction = transaction;
        this.settings = settings;
        String jobs = settings.limitsJobs() ? WITHIN_LIMIT + settings.jobsPerTenant() + ")" : "halftone.jobs";
        this.claim = OWED + jobs + " AS job " + WITH_ROOM;
    }

    /**
     * The jobs whose turn it is.
     *
     * @param workers that share the work
     */
    Mono<List<Claim>> claim(int workers) {
        Mono<List<Claim>> claimed = share(workers).collectList();
        return settings.limitsJobs()
                ? database.sql(ONE_AT_A_TIME).then().then(claimed).as(transaction::transactional)
                : claimed;
    }

    private Flux<Claim> share(int workers) {
        return database.sql(claim)
                .bind("whole", settings.whole(workers))
                .bind("smallest", settings.smallestShare())
                .bind("stall", settings.stallTimeout().toMillis())
                .bind("jobs", settings.jobsPerTurn())
                .bind("lease", settings.lease().toMillis())
                .map(ClaimStatement::read)
                .all();
    }

    private static Claim read(Readable row) {
        return new Claim(
                new JobId(value(row, "id", UUID.class)),
                value(row, "published_through", Integer.class),
                value(row, "published_images", Integer.class),
                value(row, "unpublished", Integer.class),
                value(row, "due", Integer.class),
                value(row, "room", Integer.class),
                value(row, "stalled", Boolean.class),
                RenditionJson.readAccepted(value(row, "renditions", String.class)),
                Analyses.named(List.of(value(row, "analyses", String[].class))),
                value(row, "leased_until", OffsetDateTime.class),
                TraceParent.read(row.get("traceparent", String.class)));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
