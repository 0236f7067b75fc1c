package dev.halftone.api.schema;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Migrates the schema while the context starts: the web server and the dispatcher begin only after every bean is made, so
 * nobody sees an older schema. Replicas that start together wait for each other on PostgreSQL's lock. A stop of the process ends
 * the wait for PostgreSQL, which the context's own close would wait for. A context that is only rehearsed, to end before anything
 * is served, leaves PostgreSQL alone.
 */
@Component
@ConditionalOnProperty(name = "spring.context.exit", havingValue = "never", matchIfMissing = true)
class SchemaMigration implements InitializingBean {

    private static final int RETRY_SECONDS = 10;

    private final SchemaSettings settings;
    private final R2dbcConnectionDetails connection;

    SchemaMigration(SchemaSettings settings, R2dbcConnectionDetails connection) {
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public void afterPropertiesSet() {
        Thread starting = Thread.currentThread();
        Thread stop = new Thread(starting::interrupt, "stop-schema-migration");
        Runtime.getRuntime().addShutdownHook(stop);
        migrate();
        Runtime.getRuntime().removeShutdownHook(stop);
    }

    private void migrate() {
        JdbcAddress address = address();
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .connectRetries(Math.toIntExact(settings.patience().toSeconds() / RETRY_SECONDS))
                .connectRetriesInterval(RETRY_SECONDS)
                .defaultSchema("halftone")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private JdbcAddress address() {
        JdbcAddress derived = JdbcAddress.of(connection.getConnectionFactoryOptions());
        return settings.jdbcUrl().isEmpty() ? derived : derived.withUrl(settings.jdbcUrl());
    }
}
