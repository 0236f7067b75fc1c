package dev.halftone.api.retention;

import dev.halftone.api.meter.ApiMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes idempotency keys. */
@Component
class OldKeys {

    private static final String DELETE = """
            DELETE FROM halftone.idempotency_keys
            WHERE (tenant, key) IN (
                SELECT tenant, key
                FROM halftone.idempotency_keys
                WHERE created_at < clock_timestamp() - :age * interval '1 millisecond'
                ORDER BY created_at
                LIMIT :batch
                FOR UPDATE SKIP LOCKED)
            """;

    private final DatabaseClient database;
    private final RetentionSettings settings;
    private final Counter keys;

    OldKeys(DatabaseClient database, RetentionSettings settings, MeterRegistry meters) {
        this.database = database;
        this.settings = settings;
        this.keys = ApiMeter.RETENTION_KEYS.counter(meters);
    }

    /** Deletes some keys whose time is over; empty if there is none. */
    Mono<Long> delete() {
        return database.sql(DELETE)
                .bind("age", settings.idempotencyKeys().toMillis())
                .bind("batch", settings.batch())
                .fetch()
                .rowsUpdated()
                .filter(deleted -> deleted > 0)
                .doOnNext(keys::increment);
    }
}
