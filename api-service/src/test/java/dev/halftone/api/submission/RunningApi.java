package dev.halftone.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.job.JobAcceptance;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The accepting half of the api as a server on a port of its own, with a PostgreSQL of its own. */
final class RunningApi implements AutoCloseable {

    static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningApi(EmbeddedPostgres postgres, ConfigurableApplicationContext context) {
        this.postgres = postgres;
        this.context = context;
    }

    static RunningApi start(String... properties) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        migrate(postgres);
        return new RunningApi(postgres, run(postgres, properties));
    }

    /** Another api on the same database, to be closed before this one. */
    RunningApi beside(String... properties) {
        return new RunningApi(postgres, run(postgres, properties));
    }

    private static ConfigurableApplicationContext run(EmbeddedPostgres postgres, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.config.name=none",
                "spring.reactor.context-propagation=auto",
                "spring.r2dbc.url=r2dbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "spring.r2dbc.username=postgres",
                "spring.r2dbc.pool.initial-size=1",
                "spring.r2dbc.pool.max-size=4",
                "spring.r2dbc.pool.max-acquire-time=2s",
                "spring.r2dbc.properties.connectTimeout=1s",
                "halftone.submission.concurrency=3"));
        all.addAll(Arrays.asList(properties));
        return new SpringApplicationBuilder(Application.class)
                .properties(all.toArray(String[]::new))
                .run();
    }

    private static void migrate(EmbeddedPostgres postgres) {
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .defaultSchema("halftone")
                .createSchemas(true)
                .load()
                .migrate();
    }

    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    Connection database() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** A connection of its own that listens to a channel. */
    PostgresqlConnection listener(String channel) {
        PostgresqlConnectionFactory connections =
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host("localhost")
                        .port(postgres.getPort())
                        .username("postgres")
                        .build());
        return Objects.requireNonNull(connections
                .create()
                .delayUntil(connection -> connection
                        .createStatement("LISTEN " + channel)
                        .execute()
                        .flatMap(PostgresqlResult::getRowsUpdated))
                .block(Duration.ofSeconds(10)));
    }

    void stopDatabase() throws IOException {
        postgres.close();
    }

    /** Empties every table. */
    void forget() throws SQLException {
        execute(
                "TRUNCATE halftone.jobs, halftone.rows, halftone.rejected_rows, halftone.endpoints, halftone.idempotency_keys CASCADE");
    }

    /** The rows of a query, each cell as text. */
    List<List<@Nullable String>> query(String sql) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** How many rows there are in all tables that a submission writes. */
    int stored() throws SQLException {
        return Integer.parseInt(Objects.requireNonNull(query("""
                SELECT (SELECT count(*) FROM halftone.jobs) + (SELECT count(*) FROM halftone.rows)
                     + (SELECT count(*) FROM halftone.rejected_rows) + (SELECT count(*) FROM halftone.endpoints)
                     + (SELECT count(*) FROM halftone.idempotency_keys)
                """).getFirst().getFirst()));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Polls one number until it is the expected one. */
    void await(int expected, String sql) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String found = "";
        while (!found.equals(Integer.toString(expected)) && System.nanoTime() < deadline) {
            Thread.sleep(50);
            found = Objects.requireNonNull(query(sql).getFirst().getFirst());
        }
        assertThat(found).as(sql).isEqualTo(Integer.toString(expected));
    }

    void awaitTransactions(int count) throws Exception {
        await(count, "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofMinutes(2));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer submitCsv(String query, String csv) throws IOException, InterruptedException {
        return send(request("/v1/jobs" + query)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    Answer submitForm(FormBody form) throws IOException, InterruptedException {
        return send(request("/v1/jobs")
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofString(form.end())));
    }

    @Override
    public void close() throws IOException {
        context.close();
        postgres.close();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Not annotated as a component, so that no scan of the whole api finds it. */
    @EnableAutoConfiguration
    @ComponentScan({
        "dev.halftone.api.problem",
        "dev.halftone.api.manifest",
        "dev.halftone.api.submission",
        "dev.halftone.api.log",
        "dev.halftone.api.http",
        "dev.halftone.api.database",
        "dev.halftone.api.access",
        "dev.halftone.api.quota",
        "dev.halftone.api.output",
        "dev.halftone.api.upload",
        "dev.halftone.api.trace"
    })
    @Import(JobAcceptance.class)
    static class Application {}
}
