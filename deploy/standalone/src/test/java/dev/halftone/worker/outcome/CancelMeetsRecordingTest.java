package dev.halftone.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.ApiService;
import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Timings;
import dev.halftone.standalone.infrastructure.DataDirectory;
import dev.halftone.standalone.infrastructure.Infrastructure;
import dev.halftone.standalone.infrastructure.InfrastructurePorts;
import dev.halftone.wire.RenditionJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A cancelled job and the worker's own RECORD, in either order and at once: every image ends once, and is counted as it ended. */
@Timeout(120)
@NullUnmarked // what is started before all tests
class CancelMeetsRecordingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static DataDirectory data;
    private static Infrastructure infrastructure;
    private static ConfigurableApplicationContext api;
    private static DatabaseClient database;
    private static OutcomeStatement statement;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        data = DataDirectory.open(directory.resolve("data"));
        infrastructure = Infrastructure.start(data, InfrastructurePorts.ANY);
        String[] settings = infrastructure.settings().entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        api = ApiService.application()
                .properties("server.port=0", "springdoc.pre-loading-enabled=false")
                .run(settings);
        database = api.getBean(DatabaseClient.class);
        statement = new OutcomeStatement(database);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        api.close();
        infrastructure.close();
        data.close();
    }

    @Test
    void whatWasRecordedBeforeStaysAndTheRestIsCancelled() {
        JobId job = job(10);
        record(job, 1, 4).block(TIMEOUT);
        assertThat(cancel(job).block(TIMEOUT)).isEqualTo(200);
        assertThat(counts(job)).isEqualTo("cancelled: 4 failed, 6 cancelled of 10 outcomes");
    }

    @Test
    void whatIsRecordedAfterwardsChangesNothing() {
        JobId job = job(10);
        assertThat(cancel(job).block(TIMEOUT)).isEqualTo(200);
        record(job, 1, 10).block(TIMEOUT);
        assertThat(counts(job)).isEqualTo("cancelled: 0 failed, 10 cancelled of 10 outcomes");
    }

    @Test
    void atOnceTheyNeitherWaitForEachOtherInACircleNorCountTwice() {
        int images = 400;
        for (int round = 0; round < 10; round++) {
            JobId job = job(images);
            Flux<Integer> workers = Flux.range(0, 16)
                    .flatMap(
                            batch -> record(job, batch % 8 * 50 + 1, batch % 8 * 50 + 50)
                                    .thenReturn(0)
                                    .subscribeOn(Schedulers.parallel()),
                            8);
            Flux<Integer> cancels = Flux.merge(cancel(job), cancel(job));
            List<Integer> answers = workers.mergeWith(cancels).collectList().block(TIMEOUT);
            // 409: every image was recorded first
            assertThat(answers).hasSize(18).containsAnyOf(200, 409).isSubsetOf(0, 200, 409);
            assertThat(counts(job)).endsWith(" of " + images + " outcomes").isEqualTo(counted(job));
            assertThat(text("SELECT count(*)::text FROM halftone.parked WHERE job_id = :job", job))
                    .isEqualTo("0");
        }
    }

    private static Mono<Void> record(JobId job, int from, int to) {
        return statement.record(IntStream.rangeClosed(from, to)
                .<Outcome>mapToObj(row ->
                        new Outcome.Failed(new ImageId(job, row, 0), FailureReason.HTTP_STATUS, 404, 1, Timings.NONE))
                .toList());
    }

    private static Mono<Integer> cancel(JobId job) {
        String port = api.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/jobs/" + job + "/cancel"))
                .POST(BodyPublishers.noBody())
                .build();
        return Mono.fromFuture(() -> http.sendAsync(request, BodyHandlers.discarding()))
                .map(HttpResponse::statusCode);
    }

    /** An image a row; every other one of them is put off. */
    private static JobId job(int images) {
        JobId job = JobId.next();
        execute("""
                INSERT INTO halftone.jobs (id, mode, columns, renditions, rows, images)
                VALUES (:job, 'strict', '{}', '%s', :images, :images)
                """.formatted(RenditionJson.write(Rendition.DEFAULT)), job, images);
        execute("""
                INSERT INTO halftone.rows (job_id, number, line, serial_number, product_name, sources, cells)
                SELECT :job, n, n + 1, 'SN', 'name', '{https://img.example.com/a.jpg}', '{}'
                FROM generate_series(1, :images) AS n
                """, job, images);
        execute("""
                INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at)
                SELECT :job, n, 0, 1, clock_timestamp() + interval '1 hour' FROM generate_series(1, :images, 2) AS n
                """, job, images);
        return job;
    }

    private static void execute(String sql, JobId job, int images) {
        database.sql(sql).bind("job", job.value()).bind("images", images).then().block(TIMEOUT);
    }

    private static String counts(JobId job) {
        return text("""
                SELECT format('%s: %s failed, %s cancelled of %s outcomes', state, failed, cancelled,
                    (SELECT count(*) FROM halftone.outcomes WHERE job_id = id)) FROM halftone.jobs WHERE id = :job
                """, job);
    }

    /** The same, as the outcomes themselves have it. */
    private static String counted(JobId job) {
        return text("""
                SELECT format('%s: %s failed, %s cancelled of %s outcomes',
                    CASE WHEN count(*) FILTER (WHERE status = 'cancelled') > 0 THEN 'cancelled' ELSE 'failed' END,
                    count(*) FILTER (WHERE status = 'failed'), count(*) FILTER (WHERE status = 'cancelled'), count(*))
                FROM halftone.outcomes WHERE job_id = :job
                """, job);
    }

    private static String text(String sql, JobId job) {
        return database.sql(sql)
                .bind("job", job.value())
                .mapValue(String.class)
                .one()
                .block(TIMEOUT);
    }
}
