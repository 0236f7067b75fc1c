package dev.halftone.api.access;

import dev.halftone.api.tenant.Tenant;
import dev.halftone.outcome.Sha256;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The keys, in PostgreSQL. */
@Component
class ApiKeys {

    private static final String WORKS = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())";

    // asking for a key is at most once an hour a write
    private static final String FIND = """
            WITH found AS (
                SELECT * FROM halftone.api_keys WHERE sha256 = decode(:sha256, 'hex') AND %s
            ), used AS (
                UPDATE halftone.api_keys AS key SET last_used_at = clock_timestamp()
                FROM found
                WHERE key.id = found.id
                  AND (found.last_used_at > clock_timestamp() - interval '1 hour') IS NOT TRUE
            )
            SELECT %s FROM found
            """.formatted(WORKS, ApiKey.COLUMNS);

    private static final String INSERT = """
            INSERT INTO halftone.api_keys (tenant, name, sha256, hint, expires_at)
            VALUES (:tenant, :name, decode(:sha256, 'hex'), :hint, :expires)
            RETURNING %s
            """.formatted(ApiKey.COLUMNS);

    private static final String LATEST = """
            SELECT %s FROM halftone.api_keys
            WHERE :tenant::text IS NULL OR tenant = :tenant
            ORDER BY created_at DESC, id
            LIMIT 1000
            """.formatted(ApiKey.COLUMNS);

    // the new one lives as long as the old one was meant to
    private static final String ROTATE = """
            WITH replaced AS (
                SELECT * FROM halftone.api_keys WHERE id = :id AND replaced_by IS NULL AND %1$s FOR UPDATE
            ), made AS (
                INSERT INTO halftone.api_keys (tenant, name, sha256, hint, expires_at)
                SELECT tenant, name, decode(:sha256, 'hex'), :hint, clock_timestamp() + (expires_at - created_at)
                FROM replaced
                RETURNING *
            ), changed AS (
                UPDATE halftone.api_keys AS key
                SET replaced_by = made.id,
                    expires_at = least(key.expires_at, clock_timestamp() + :overlap * interval '1 millisecond')
                FROM replaced, made
                WHERE key.id = replaced.id
            )
            SELECT %2$s FROM made
            """.formatted(WORKS, ApiKey.COLUMNS);

    private static final String REVOKE = """
            UPDATE halftone.api_keys SET revoked_at = coalesce(revoked_at, clock_timestamp()) WHERE id = :id
            """;

    private final DatabaseClient database;

    ApiKeys(DatabaseClient database) {
        this.database = database;
    }

    /** The key with this secret, if it works now. */
    Mono<ApiKey> find(Sha256 secret) {
        return database.sql(FIND).bind("sha256", secret.hex()).map(ApiKey::read).one();
    }

    Mono<ApiKey> create(Tenant tenant, String name, KeySecret secret, @Nullable Instant expiresAt) {
        return database.sql(INSERT)
                .bind("tenant", tenant.name())
                .bind("name", name)
                .bind("sha256", secret.hash().hex())
                .bind("hint", secret.hint())
                .bind("expires", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, utc(expiresAt)))
                .map(ApiKey::read)
                .one();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** The latest thousand, of one tenant or of all, latest first. */
    Flux<ApiKey> latest(@Nullable Tenant tenant) {
        return database.sql(LATEST)
                .bind("tenant", Parameters.in(R2dbcType.VARCHAR, tenant == null ? null : tenant.name()))
                .map(ApiKey::read)
                .all();
    }

    /** A key in another's stead, which goes on to work for the overlap; empty if no key with this id works or can be replaced. */
    Mono<ApiKey> rotate(UUID id, KeySecret secret, Duration overlap) {
        return database.sql(ROTATE)
                .bind("id", id)
                .bind("sha256", secret.hash().hex())
                .bind("hint", secret.hint())
                .bind("overlap", overlap.toMillis())
                .map(ApiKey::read)
                .one();
    }

    /** Whether there is such a key; it does not work any more. */
    Mono<Boolean> revoke(UUID id) {
        return database.sql(REVOKE).bind("id", id).fetch().rowsUpdated().map(changed -> changed > 0);
    }
}
