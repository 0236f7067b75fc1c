package dev.halftone.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.api.servers.Relay;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL that stands still, or a network that swallows what is sent: whoever asks is told to come again. */
@Timeout(60)
@NullUnmarked // what is started before all tests
class SilentDatabaseTest {

    private static final int CONNECTIONS = 3;

    private static TestDatabase database;
    private static Relay relay;
    private static RunningApi api;
    private static HttpClient client;

    private JobId job;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        URI direct = URI.create(database.r2dbcUrl().substring("r2dbc:".length()));
        relay = new Relay(direct.getPort());
        api = RunningApi.start(
                database,
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + relay.port() + direct.getPath(),
                "--spring.r2dbc.pool.initial-size=1",
                "--spring.r2dbc.pool.max-size=" + CONNECTIONS,
                "--spring.r2dbc.pool.max-acquire-time=2s",
                "--spring.r2dbc.pool.max-create-connection-time=1s",
                "--halftone.database.patience=1s",
                "--halftone.dispatch.idle-poll=10m",
                "--halftone.retention.interval=10m");
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        api.stop();
        relay.close();
        database.close();
    }

    @BeforeEach
    void accept() {
        job = database.acceptJob(2);
        database.end(job, 1, 1, "failed");
    }

    @AfterEach
    void goOn() throws Exception {
        relay.goOn();
        awaitAnswer();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/jobs",
        "GET, /v1/jobs/{job}",
        "GET, /v1/jobs/{job}/images",
        "GET, /v1/jobs/{job}/rejected-rows",
        "GET, /v1/jobs/{job}/report.csv",
        "GET, /v1/jobs/{job}/events",
        "GET, /v1/jobs/{job}/deliveries",
        "POST, /v1/jobs/{job}/cancel",
        "POST, /v1/jobs/{job}/retry",
    })
    void whoeverAsksIsToldToComeAgain(String method, String path) throws Exception {
        assertThat(get("/v1/jobs/" + job).statusCode()).isEqualTo(200);
        relay.standStill();
        HttpResponse<String> answer = client.send(
                request(path.replace("{job}", job.toString()))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertUnavailable(answer);
    }

    @Test
    void aConnectionThatStaysSilentIsNotLentAgain() throws Exception {
        occupyEveryConnection();
        relay.standStill();
        assertUnavailable(get("/v1/jobs"));
        relay.forgetConnections();
        int unavailable = 0;
        while (get("/v1/jobs").statusCode() == 503) {
            unavailable++;
        }
        assertThat(unavailable).isLessThan(CONNECTIONS);
        assertThat(get("/v1/jobs").statusCode()).isEqualTo(200);
    }

    @Test
    void aReportThatHasBegunIsCutAndDoesNotLookWhole() {
        database.execute("ALTER TABLE halftone.outcomes RENAME TO ended", Map.of());
        database.execute(
                "CREATE VIEW halftone.outcomes AS SELECT * FROM halftone.ended WHERE pg_sleep(3) IS NOT NULL",
                Map.of());
        try {
            assertThatThrownBy(() -> get("/v1/jobs/" + job + "/report.csv")).isInstanceOf(IOException.class);
        } finally {
            database.execute("DROP VIEW halftone.outcomes", Map.of());
            database.execute("ALTER TABLE halftone.ended RENAME TO outcomes", Map.of());
        }
    }

    @Test
    void anEventStreamThatHasBegunEndsWithoutTheEndOfItsJob() throws Exception {
        HttpResponse<InputStream> events =
                client.send(request("/v1/jobs/" + job + "/events").build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("id:");
            relay.standStill();
            assertThat(lines.lines()).doesNotContain("event:job.completed");
        }
    }

    /** As many requests at once as there are connections, each of which is answered. */
    private void occupyEveryConnection() {
        CompletableFuture<?>[] reads = new CompletableFuture<?>[CONNECTIONS * 4];
        for (int read = 0; read < reads.length; read++) {
            reads[read] = client.sendAsync(request("/v1/jobs").build(), BodyHandlers.discarding());
        }
        CompletableFuture.allOf(reads).join();
    }

    private void awaitAnswer() throws Exception {
        while (get("/v1/jobs").statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains("/problems/unavailable").doesNotContainIgnoringCase("postgres");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Objects.requireNonNull(api.url()) + path))
                .timeout(Duration.ofSeconds(20));
    }
}
