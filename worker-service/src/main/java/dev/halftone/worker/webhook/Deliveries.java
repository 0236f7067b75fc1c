package dev.halftone.worker.webhook;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The deliveries that are owed, as PostgreSQL keeps them. Its errors are ours: nothing is lost by them. No answer within the time of a
 * lease is one: what was claimed so long ago is no longer this worker's.
 */
final class Deliveries {

    /**
     * What is due: of each host and each tenant only so much that neither can fill every place with its silence, tenants by turns,
     * and the longest due first. The conditions stand twice, because a row may have changed until its lock is got.
     */
    private static final String CLAIM = """
            WITH open AS (
                SELECT d.id, d.next_attempt_at, e.tenant,
                       substring(lower(e.url) from '^[a-z]+://([^/?#]*)') AS host,
                       coalesce(d.leased_until > clock_timestamp(), false) AS under_way
                FROM halftone.deliveries d
                JOIN halftone.endpoints e ON e.id = d.endpoint_id
                WHERE d.state = 'pending'
                  AND d.event_type = 'job.completed'
                  AND d.next_attempt_at <= clock_timestamp()
            ), hosts AS (
                SELECT host, count(*) AS attempts FROM open WHERE under_way GROUP BY host
            ), tenants AS (
                SELECT tenant, count(*) AS attempts FROM open WHERE under_way GROUP BY tenant
            ), of_hosts AS (
                SELECT id, next_attempt_at, tenant,
                       row_number() OVER (PARTITION BY host ORDER BY next_attempt_at, id) + coalesce(attempts, 0) AS place
                FROM open LEFT JOIN hosts USING (host)
                WHERE NOT under_way
            ), due AS (
                SELECT id,
                       row_number() OVER (PARTITION BY tenant ORDER BY next_attempt_at, id) + coalesce(attempts, 0) AS turn
                FROM of_hosts LEFT JOIN tenants USING (tenant)
                WHERE place <= :perHost
            ), chosen AS (
                SELECT d.id
                FROM halftone.deliveries d
                JOIN due ON due.id = d.id
                WHERE due.turn <= :perTenant
                  AND d.state = 'pending'
                  AND d.next_attempt_at <= clock_timestamp()
                  AND (d.leased_until IS NULL OR d.leased_until <= clock_timestamp())
                ORDER BY due.turn, d.next_attempt_at, d.id
                LIMIT :limit
                FOR UPDATE OF d SKIP LOCKED
            ), claimed AS (
                UPDATE halftone.deliveries d
                SET leased_until = clock_timestamp() + make_interval(secs => :lease)
                FROM chosen
                WHERE d.id = chosen.id
                RETURNING d.id, d.endpoint_id, d.job_id, d.body, d.attempts, d.leased_until,
                          clock_timestamp() AS claimed_at
            )
            SELECT claimed.*, e.url, e.secret,
                   j.id AS job, j.state, j.rows, j.images, j.succeeded, j.failed, j.cancelled,
                   j.bytes_in, j.bytes_out, j.completed_at, j.traceparent
            FROM claimed
            JOIN halftone.endpoints e ON e.id = claimed.endpoint_id
            LEFT JOIN halftone.jobs j ON j.id = claimed.job_id AND j.completed_at IS NOT NULL
            """;

    private static final String KEEP_BODY = """
            UPDATE halftone.deliveries SET body = coalesce(body, :body) WHERE id = :id RETURNING body
            """;

    /** Nothing, if another worker has recorded this attempt's outcome since: its lease was the later one. */
    private static final String RECORD = """
            WITH recorded AS (
                UPDATE halftone.deliveries
                SET attempts = attempts + 1,
                    state = :state,
                    next_attempt_at = clock_timestamp() + make_interval(secs => :pause),
                    leased_until = NULL,
                    finished_at = CASE WHEN :state <> 'pending' THEN clock_timestamp() END
                WHERE id = :id AND state = 'pending' AND attempts = :attempts
                RETURNING id
            )
            INSERT INTO halftone.attempts (delivery_id, number, attempted_at, http_status, error, duration_ms)
            SELECT id,
                   1 + (SELECT coalesce(max(number), 0) FROM halftone.attempts WHERE delivery_id = :id),
                   :attemptedAt, :status, :error, :millis
            FROM recorded
            """;

    private static final String DISABLE = """
            WITH disabled AS (
                UPDATE halftone.endpoints SET disabled_at = coalesce(disabled_at, clock_timestamp()) WHERE id = :endpoint
            )
            UPDATE halftone.deliveries
            SET state = 'failed', finished_at = clock_timestamp(), leased_until = NULL
            WHERE endpoint_id = :endpoint AND state = 'pending' AND id <> :id
            """;

    /** A delivery whose event can no longer be told, because its job was deleted before it was first attempted. */
    private static final String ABANDON = """
            UPDATE halftone.deliveries
            SET state = 'failed', finished_at = clock_timestamp(), leased_until = NULL
            WHERE id = :id AND state = 'pending'
            """;

    /** Nothing, if the lease has run out and another worker has got its own since. */
    private static final String GIVE_BACK = """
            UPDATE halftone.deliveries
            SET leased_until = clock_timestamp() + make_interval(secs => :pause)
            WHERE id = :id AND state = 'pending' AND leased_until = :leasedUntil
            """;

    private final DatabaseClient database;
    private final ClaimRow rows;
    private final WebhookSettings settings;

    Deliveries(DatabaseClient database, ClaimRow rows, WebhookSettings settings) {
        this.database = database;
        this.rows = rows;
        this.settings = settings;
    }

    /** At most {@code limit} due deliveries, each of them this worker's until its lease runs out. */
    Flux<Claim> claim(int limit) {
        return database.sql(CLAIM)
                .bind("limit", limit)
                .bind("perHost", settings.concurrencyPerHost())
                .bind("perTenant", settings.concurrencyPerTenant())
                .bind("lease", seconds(settings.lease()))
                .map(rows::claim)
                .all()
                .timeout(settings.lease());
    }

    /** The body that every attempt sends: this one, unless one is kept already. */
    Mono<byte[]> keepBody(UUID delivery, byte[] rendered) {
        return database.sql(KEEP_BODY)
                .bind("id", delivery)
                .bind("body", rendered)
                .map(row -> ClaimRow.required(row, "body", byte[].class))
                .one()
                .timeout(settings.lease());
    }

    /** Logs an attempt, and whether and when there is another. */
    Mono<Void> record(Delivery delivery, Attempt attempt, Verdict verdict) {
        Mono<Void> recorded = switch (verdict) {
            case Verdict.Succeeded _ -> record(delivery, attempt, "succeeded", Duration.ZERO);
            case Verdict.Again again -> record(delivery, attempt, "pending", again.pause());
            case Verdict.GivenUp _ -> record(delivery, attempt, "failed", Duration.ZERO);
            case Verdict.EndpointGone _ ->
                disable(delivery).then(Mono.defer(() -> record(delivery, attempt, "failed", Duration.ZERO)));
        };
        return recorded.timeout(settings.lease());
    }

    /** Ends a delivery that can never be attempted. */
    Mono<Void> abandon(UUID delivery) {
        return database.sql(ABANDON).bind("id", delivery).then().timeout(settings.lease());
    }

    /** Ends the lease after the pause: the delivery is as due as it was before it was claimed. */
    Mono<Void> giveBack(Claim claim, Duration pause) {
        return database.sql(GIVE_BACK)
                .bind("id", claim.id())
                .bind("leasedUntil", claim.leasedUntil())
                .bind("pause", seconds(pause))
                .then()
                .timeout(settings.lease());
    }

    private Mono<Void> record(Delivery delivery, Attempt attempt, String state, Duration pause) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(RECORD)
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .bind("state", state)
                .bind("pause", seconds(pause))
                .bind("attemptedAt", delivery.claimedAt())
                .bind("millis", Math.toIntExact(attempt.took().toMillis()));
        return (switch (attempt) {
                    case Attempt.Answered answer ->
                        statement.bind("status", answer.status()).bindNull("error", String.class);
                    case Attempt.Unanswered silence ->
                        statement
                                .bindNull("status", Integer.class)
                                .bind("error", silence.reason().wireName());
                })
                .then();
    }

    private Mono<Void> disable(Delivery delivery) {
        return database.sql(DISABLE)
                .bind("endpoint", delivery.endpoint())
                .bind("id", delivery.id())
                .then();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
