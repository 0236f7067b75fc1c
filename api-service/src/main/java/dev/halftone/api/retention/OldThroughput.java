package dev.halftone.api.retention;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes what was counted of minutes long past. */
@Component
class OldThroughput {

    private static final String DELETE = """
            DELETE FROM halftone.throughput
            WHERE ctid = ANY (ARRAY(
                SELECT ctid
                FROM halftone.throughput
                WHERE minute < clock_timestamp() - :age * interval '1 millisecond'
                ORDER BY minute
                LIMIT :batch
                FOR UPDATE SKIP LOCKED))
            """;

    private final DatabaseClient database;
    private final RetentionSettings settings;

    OldThroughput(DatabaseClient database, RetentionSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Deletes some lines whose time is over; empty if there is none. */
    Mono<Long> delete() {
        return database.sql(DELETE)
                .bind("age", settings.throughput().toMillis())
                .bind("batch", settings.batch())
                .fetch()
                .rowsUpdated()
                .filter(deleted -> deleted > 0);
    }
}
