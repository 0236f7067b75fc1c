package dev.halftone.api.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import reactor.core.publisher.Mono;

/** The driver's connections, each of them patient up to a limit. */
final class PatientConnections extends DelegatingConnectionFactory {

    private final Patience patience;

    PatientConnections(ConnectionFactory connections, Patience patience) {
        super(connections);
        this.patience = patience;
    }

    @Override
    public Mono<? extends Connection> create() {
        return super.create().map(connection -> new PatientConnection(connection, patience));
    }
}
