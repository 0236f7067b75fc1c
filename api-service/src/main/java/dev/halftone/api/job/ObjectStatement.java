package dev.halftone.api.job;

import dev.halftone.api.tenant.Tenant;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import reactor.core.publisher.Mono;

/** Which stored object stands for an image of a tenant's. */
final class ObjectStatement {

    /** Of very many jobs that had the image, so many of the tenant's latest are looked at. */
    private static final int JOBS = 100;

    // From job to job that had these bytes, whoever's they are, latest first: however often a job had them, that is one
    // step. What other tenants made of the same bytes is not for this one to use. First what shows all of the image,
    // then the largest, the one that lost nothing, the most bytes; and by key, so that the same is found however often
    // it is asked for.
    private static final String FIND = """
            WITH RECURSIVE walked (job_id, renditions, found) AS (
                SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, NULL::jsonb, 0
                UNION ALL
                SELECT next.job_id, next.renditions, found + (next.renditions IS NOT NULL)::int
                FROM walked
                CROSS JOIN LATERAL (
                    SELECT job_id,
                           (SELECT jobs.renditions FROM halftone.jobs WHERE id = job_id AND tenant = $1) AS renditions
                    FROM halftone.outcomes AS other
                    WHERE source_sha256 = decode($2, 'hex') AND other.job_id < walked.job_id
                    ORDER BY other.job_id DESC
                    LIMIT 1) AS next
                WHERE found < $3
            )
            SELECT key
            FROM walked
            CROSS JOIN LATERAL jsonb_array_elements(walked.renditions) AS asked
            JOIN halftone.renditions AS stored
                ON source_sha256 = decode($2, 'hex') AND pipeline = asked ->> 'fingerprint'
            ORDER BY
                NOT EXISTS (
                    SELECT FROM jsonb_array_elements(asked -> 'pipeline') AS step
                    WHERE step ->> 'operation' NOT IN ('convert', 'compress')) DESC,
                width::bigint * height DESC,
                (format = 'png' AND quality IS NULL) DESC,
                bytes DESC,
                key
            LIMIT 1
            """;

    private final PostgresqlConnection connection;
    private final Tenant tenant;

    ObjectStatement(PostgresqlConnection connection, Tenant tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /** The key of the best rendition that the tenant's jobs have of it; empty if none of them succeeded with it. */
    Mono<String> find(String sha256) {
        return connection
                .createStatement(FIND)
                .bind("$1", tenant.name())
                .bind("$2", sha256)
                .bind("$3", JOBS)
                .execute()
                .concatMap(result -> result.map(line -> new Columns(line).text("key")))
                .singleOrEmpty();
    }
}
