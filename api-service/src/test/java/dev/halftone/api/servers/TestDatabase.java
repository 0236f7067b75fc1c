package dev.halftone.api.servers;

import dev.halftone.job.JobId;
import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A migrated database of its own on a PostgreSQL that all tests of the JVM share. */
public record TestDatabase(String name, String r2dbcUrl, DatabaseClient client, ConnectionFactory connections) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Started with the first database; stopped with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static TestDatabase create() {
        TestDatabase database = empty();
        Flyway.configure()
                .dataSource(Server.POSTGRES.getDatabase("postgres", database.name))
                .defaultSchema("halftone")
                .createSchemas(true)
                .load()
                .migrate();
        return database;
    }

    /** Without the schema. */
    public static TestDatabase empty() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = "r2dbc:postgresql://postgres:postgres@localhost:" + Server.POSTGRES.getPort() + "/" + name;
        ConnectionFactory connections = ConnectionFactories.get("r2dbc:pool:" + url.substring(6) + "?maxSize=10");
        return new TestDatabase(name, url, DatabaseClient.create(connections), connections);
    }

    /** A job of that many rows of one image each, in one transaction with its notification. */
    public JobId acceptJob(int rows) {
        return acceptJob(rows, 1);
    }

    public JobId acceptJob(int rows, int imagesPerRow) {
        JobId job = JobId.next();
        execute("""
                WITH job AS (
                    INSERT INTO halftone.jobs (id, mode, columns, renditions, rows, images)
                    VALUES (:job, 'strict', '{S. No.,Product Name,Input Image Urls}',
                            '[{"name":"compressed","pipeline":[{"operation":"compress","ratio":0.5}],"fingerprint":"97933900729d9382"}]',
                            :rows, :rows * :per))
                INSERT INTO halftone.rows
                SELECT :job, n, n + 1, 'SN-' || n, 'Product ' || n,
                       ARRAY(SELECT format('https://img.example.com/%s-%s.jpg', n, p) FROM generate_series(1, :per) AS p),
                       ARRAY['SN-' || n, 'Product ' || n, 'urls']
                FROM generate_series(1, :rows) AS n
                """, Map.of("job", job.value(), "rows", rows, "per", imagesPerRow));
        execute("SELECT pg_notify('halftone_dispatch', '')", Map.of());
        return job;
    }

    /** Ends the images of the rows between both numbers, as a worker would. */
    public void end(JobId job, int from, int to, String status) {
        String reason = status.equals("failed") ? "'http_status', 404" : "NULL, NULL";
        String source = status.equals("succeeded") ? "sha256(format('%s-%s', number, place)::bytea)" : "NULL";
        execute("""
                WITH ended AS (
                    INSERT INTO halftone.outcomes
                        (job_id, row_number, position, status, reason, http_status, attempts, source_sha256)
                    SELECT job_id, number, place - 1, '%1$s', %2$s, 1, %3$s
                    FROM halftone.rows, unnest(sources) WITH ORDINALITY AS image (url, place)
                    WHERE job_id = :job AND number BETWEEN :from AND :to AND url IS NOT NULL
                    ORDER BY number, place
                    ON CONFLICT DO NOTHING
                    RETURNING status, source_sha256
                ), fetched AS (
                    INSERT INTO halftone.sources (sha256, md5, bytes, format, width, height, frames)
                    SELECT source_sha256, decode(md5(encode(source_sha256, 'hex')), 'hex'), 100, 'jpeg', 40, 30, 1 FROM ended WHERE source_sha256 IS NOT NULL
                    ON CONFLICT DO NOTHING
                ), stored AS (
                    INSERT INTO halftone.renditions
                        (source_sha256, pipeline, key, format, bytes, width, height, quality, ending)
                    SELECT source_sha256, rendition ->> 'fingerprint',
                           format('renditions/%%s/%%s.jpg', left(encode(source_sha256, 'hex'), 8), rendition ->> 'fingerprint'),
                           'jpeg', 40, 40, 30, 71, 'target_met'
                    FROM ended, halftone.jobs, jsonb_array_elements(renditions) AS rendition
                    WHERE jobs.id = :job AND source_sha256 IS NOT NULL
                    ON CONFLICT DO NOTHING
                ), counted AS (
                    SELECT count(*)::int AS images,
                           (count(*) FILTER (WHERE status = 'succeeded'))::int AS succeeded,
                           (count(*) FILTER (WHERE status = 'failed'))::int AS failed
                    FROM ended
                )
                SELECT CASE WHEN images > 0 THEN
                    halftone.tally(:job, succeeded, failed, 0, 100 * succeeded, 40 * succeeded)::text END
                FROM counted
                """.formatted(status, reason, source), Map.of("job", job.value(), "from", from, "to", to));
    }

    public void execute(String sql, Map<String, Object> parameters) {
        client.sql(sql).bindValues(parameters).then().block(TIMEOUT);
    }

    /** One number, by a query with the job as {@code :job}. */
    public int number(String sql, JobId job) {
        Number number = client.sql(sql)
                .bind("job", job.value())
                .map(row -> Objects.requireNonNull(row.get(0, Number.class)))
                .one()
                .block(TIMEOUT);
        return Objects.requireNonNull(number).intValue();
    }

    /** Gives its connections back to the server, which all tests share. */
    public void close() {
        Mono.from(((Closeable) connections).close()).block(TIMEOUT);
    }

    public int publishedImages(JobId job) {
        return number("SELECT published_images FROM halftone.jobs WHERE id = :job", job);
    }
}
