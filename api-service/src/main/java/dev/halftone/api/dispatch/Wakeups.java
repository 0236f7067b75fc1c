package dev.halftone.api.dispatch;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** When there may be something to dispatch: PostgreSQL notifies of a new job, and a slow poll makes up for a lost notification. */
@Component
class Wakeups {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ConnectionFactory connections;
    private final DispatchSettings settings;

    Wakeups(ConnectionFactory connections, DispatchSettings settings) {
        this.connections = unwrapped(connections);
        this.settings = settings;
    }

    /** Never ends and never errors. Whoever is slow gets the latest only. */
    Flux<String> signals() {
        return Flux.merge(
                        notifications(),
                        Flux.interval(Duration.ZERO, settings.idlePoll()).map(_ -> "poll"))
                .onBackpressureLatest();
    }

    private Flux<String> notifications() {
        return Flux.usingWhen(connect(), Wakeups::listen, PostgresqlConnection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("the connection that listens has ended")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, SHORTEST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(signal ->
                                LOG.warn("listening again: {}", signal.failure().toString())));
    }

    // a connection of its own: one from the pool would be lent on
    private Mono<PostgresqlConnection> connect() {
        return Mono.from(connections.create()).cast(PostgresqlConnection.class);
    }

    private static Flux<String> listen(PostgresqlConnection connection) {
        return connection
                .createStatement("LISTEN halftone_dispatch")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated, 1)
                .then(Mono.just("listening"))
                .concatWith(connection.getNotifications().map(_ -> "notified"));
    }

    private static ConnectionFactory unwrapped(ConnectionFactory factory) {
        return factory instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner
                ? unwrapped(inner)
                : factory;
    }
}
