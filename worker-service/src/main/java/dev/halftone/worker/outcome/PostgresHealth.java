package dev.halftone.worker.outcome;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether PostgreSQL answers, and has the schema. Why it does not is for the log, and not for whoever asks. */
@Component("postgresHealthIndicator")
class PostgresHealth implements ReactiveHealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHealth.class);
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
                .doOnError(e -> LOG.warn("PostgreSQL is ill: {}", e.toString()))
                .onErrorResume(e -> Mono.just(Health.down().build()));
    }
}
