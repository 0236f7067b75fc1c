package dev.halftone.worker.webhook;

import dev.halftone.worker.fixture.Schema;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** A real PostgreSQL with the real schema, and jobs that have just completed. */
final class DeliveryDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final ConnectionPool pool;

    DeliveryDatabase() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        Schema.statements().forEach(this::execute);
        PostgresqlConnectionFactory factory =
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(postgres.getPort())
                        .username("postgres")
                        .database("postgres")
                        .build());
        pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory).maxSize(8).build());
    }

    DatabaseClient client() {
        return DatabaseClient.create(pool);
    }

    /** A job of three images of which one failed, told to one endpoint of its own. */
    UUID completedJob(String url, String secret) {
        return completedJob("default", url, secret);
    }

    UUID completedJob(String tenant, String url, String secret) {
        UUID job = UUID.randomUUID();
        execute("""
                INSERT INTO halftone.jobs (id, tenant, mode, columns, renditions, rows, images)
                VALUES ('%s', '%s', 'strict', '{}', '[]', 2, 3);
                INSERT INTO halftone.endpoints (job_id, tenant, url, secret) VALUES ('%s', '%s', '%s', '%s');
                SELECT halftone.tally('%s', 2, 1, 0, 1000, 400);
                """.formatted(job, tenant, job, tenant, url, secret, job));
        return job;
    }

    /** The only value of the only row. */
    String value(String sql) {
        List<String> values = values(sql);
        if (values.size() != 1) {
            throw new AssertionError(values.size() + " rows: " + sql);
        }
        return values.getFirst();
    }

    List<String> values(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return values;
    }

    void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void clear() {
        execute("TRUNCATE halftone.jobs, halftone.endpoints, halftone.deliveries, halftone.attempts");
    }

    @Override
    public void close() throws IOException {
        pool.dispose();
        postgres.close();
    }
}
