package dev.halftone.api.job;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Wrapped;
import java.util.function.Function;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes jobs into PostgreSQL: each whole, or not at all. */
@Component
public final class JobAcceptance {

    private final ConnectionFactory connections;

    JobAcceptance(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * Runs the work in one transaction. It commits, before the work's value is emitted, if the work called
     * {@link Acceptance#accept}; if it did not, failed or was cancelled, nothing is left.
     *
     * <p>Fails with a {@link org.springframework.dao.DataAccessException} where PostgreSQL does.
     */
    public <T> Mono<T> inTransaction(Function<Acceptance, Mono<T>> work) {
        return Mono.usingWhen(connections.create(), connection -> begin(connection, work), Connection::close)
                .onErrorMap(R2dbcException.class, JobAcceptance::translate);
    }

    private static <T> Mono<T> begin(Connection connection, Function<Acceptance, Mono<T>> work) {
        PostgresqlConnection postgresql = unwrap(connection);
        Mono<Acceptance> begun =
                postgresql.beginTransaction().then(Mono.fromSupplier(() -> new Acceptance(postgresql)));
        return Mono.usingWhen(
                begun, work, Acceptance::end, (acceptance, _) -> acceptance.takeBack(), Acceptance::takeBack);
    }

    /** The driver's own connection, which knows COPY, out of the pool's. */
    private static PostgresqlConnection unwrap(Connection connection) {
        return switch (connection) {
            case PostgresqlConnection postgresql -> postgresql;
            case Wrapped<?> wrapped when wrapped.unwrap() instanceof Connection inner -> unwrap(inner);
            default -> throw new IllegalStateException("spring.r2dbc.url is not PostgreSQL's: " + connection);
        };
    }

    private static Throwable translate(R2dbcException error) {
        return ConnectionFactoryUtils.convertR2dbcException("accept a job", null, error);
    }
}
