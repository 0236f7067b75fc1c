package dev.halftone.worker.outcome;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether PostgreSQL answers, and has the schema. */
@Component("postgresHealthIndicator")
class PostgresHealth implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String PROBE = "SELECT 1 FROM halftone.outcomes LIMIT 1";

    private final DatabaseClient database;

    PostgresHealth(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Health> health() {
        return database.sql(PROBE)
                .then()
                .timeout(PATIENCE)
                .thenReturn(Health.up().build())
                .onErrorResume(e -> Mono.just(Health.down(e).build()));
    }
}
