package dev.halftone.api.job;

import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** For which images and renditions a tenant's jobs were made that process images anew. */
final class AskedStatements {

    // two at once: the second finds the first's job
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, hashtextextended($2, 2)))";

    private static final String FIND = """
            SELECT id, (SELECT secret FROM halftone.endpoints WHERE endpoints.job_id = jobs.id LIMIT 1) AS webhook_secret
            FROM halftone.jobs
            WHERE tenant = $1 AND asked_sha256 = decode($2, 'hex') AND state <> 'cancelled'
            ORDER BY id DESC
            LIMIT 1
            """;

    private static final String KEEP = "UPDATE halftone.jobs SET asked_sha256 = decode($1, 'hex') WHERE id = $2";

    private final PostgresqlConnection connection;
    private final Tenant tenant;

    AskedStatements(PostgresqlConnection connection, Tenant tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    Mono<Void> lock(Sha256 asked) {
        return connection
                .createStatement(LOCK)
                .bind("$1", asked.hex())
                .bind("$2", tenant.name())
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }

    /** To be asked by a statement after the lock's, which sees what was committed before it. */
    Mono<AskedBefore> find(Sha256 asked) {
        return connection
                .createStatement(FIND)
                .bind("$1", tenant.name())
                .bind("$2", asked.hex())
                .execute()
                .concatMap(result -> result.map(AskedStatements::read))
                .singleOrEmpty();
    }

    private static AskedBefore read(Readable line) {
        return new AskedBefore(
                new JobId(new Columns(line).get("id", UUID.class)), line.get("webhook_secret", String.class));
    }

    Mono<Void> keep(JobId job, Sha256 asked) {
        return connection
                .createStatement(KEEP)
                .bind("$1", asked.hex())
                .bind("$2", job.value())
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }
}
