package dev.halftone.api.job;

import dev.halftone.api.job.AcceptedJob.KeptKey;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The keys that a tenant's submissions were sent with. */
final class KeyStatements {

    // freed with the transaction: also that of a process that died
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtextextended($1, hashtextextended($2, 0))) AS locked";

    private static final String FIND = """
            SELECT encode(body_sha256, 'hex') AS body, jobs.id, rows, images, rejected_rows,
                   (SELECT secret FROM halftone.endpoints WHERE endpoints.job_id = jobs.id LIMIT 1) AS webhook_secret
            FROM halftone.idempotency_keys JOIN halftone.jobs ON jobs.id = job_id
            WHERE idempotency_keys.tenant = $1 AND key = $2 AND created_at > clock_timestamp() - make_interval(secs => $3)
            """;

    private static final String KEEP = """
            INSERT INTO halftone.idempotency_keys (tenant, key, body_sha256, job_id) VALUES ($1, $2, decode($3, 'hex'), $4)
            ON CONFLICT (tenant, key) DO UPDATE
            SET body_sha256 = excluded.body_sha256, job_id = excluded.job_id, created_at = excluded.created_at
            """;

    private final PostgresqlConnection connection;
    private final Tenant tenant;

    KeyStatements(PostgresqlConnection connection, Tenant tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /** Whether the key is this transaction's alone until its end. */
    Mono<Boolean> lock(IdempotencyKey key) {
        return connection
                .createStatement(LOCK)
                .bind("$1", key.text())
                .bind("$2", tenant.name())
                .execute()
                .concatMap(result -> result.map(line -> new Columns(line).get("locked", Boolean.class)))
                .single();
    }

    /** What the key was used for; to be asked by a statement after the lock's, which sees what was committed before it. */
    Mono<KeyClaim> find(IdempotencyKey key, Duration retention) {
        return connection
                .createStatement(FIND)
                .bind("$1", tenant.name())
                .bind("$2", key.text())
                .bind("$3", (double) retention.toSeconds())
                .execute()
                .concatMap(result -> result.map(KeyStatements::used))
                .singleOrEmpty()
                .defaultIfEmpty(new KeyClaim.Unused());
    }

    private static KeyClaim used(Readable line) {
        Columns columns = new Columns(line);
        return new KeyClaim.Used(
                new Sha256(columns.text("body")),
                new JobId(columns.get("id", UUID.class)),
                columns.number("rows"),
                columns.number("images"),
                columns.number("rejected_rows"),
                line.get("webhook_secret", String.class));
    }

    Mono<Long> keep(JobId job, KeptKey kept) {
        return connection
                .createStatement(KEEP)
                .bind("$1", tenant.name())
                .bind("$2", kept.key().text())
                .bind("$3", kept.body().hex())
                .bind("$4", job.value())
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .reduce(0L, Long::sum);
    }
}
