package dev.halftone.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import dev.halftone.upload.Upload;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class SweepTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> BELONGINGS = List.of(
            "outcomes",
            "rows",
            "rejected_rows",
            "parked",
            "attempted",
            "deliveries",
            "endpoints",
            "expired_jobs",
            "job_uploads");

    private final TestDatabase database = TestDatabase.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeletedObjects objects = new DeletedObjects();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anOldJobGoesWithAllThatBelongsToIt() {
        JobId job = endedJob("31 d");
        adorn(job);
        JobId young = endedJob("29 d");
        JobId running = database.acceptJob(1);
        database.execute("UPDATE halftone.jobs SET accepted_at = now() - interval '90 d'", Map.of());
        sweep(Duration.ZERO);
        assertThat(jobs()).containsExactlyInAnyOrder(young, running);
        assertThat(left(job)).isZero();
        assertThat(total("attempts")).isZero();
        assertThat(left(young)).isEqualTo(20);
    }

    @Test
    void theLineOfAJobGoesAtOnceAndTheRestAfterAWhile() {
        JobId job = endedJob("31 d");
        sweep(Duration.ofHours(1));
        assertThat(jobs()).isEmpty();
        assertThat(left(job)).isEqualTo(21);
        database.execute("UPDATE halftone.expired_jobs SET expired_at = now() - interval '61 min'", Map.of());
        sweep(Duration.ofHours(1));
        assertThat(left(job)).isZero();
    }

    @Test
    void aJobIsKeptWhileARetryOfItRunsOrIsYoung() {
        JobId job = endedJob("31 d");
        JobId retry = linked(endedJob("31 d"), job);
        JobId latest = linked(database.acceptJob(2), retry);
        sweep(Duration.ZERO);
        assertThat(jobs()).containsExactlyInAnyOrder(job, retry, latest);
        database.end(latest, 1, 2, "succeeded");
        sweep(Duration.ZERO);
        assertThat(jobs()).containsExactlyInAnyOrder(job, retry, latest);
        age(latest, "31 d");
        sweep(Duration.ZERO);
        assertThat(jobs()).isEmpty();
        assertThat(left(job) + left(retry) + left(latest)).isZero();
    }

    @Test
    void aJobIsKeptWhileItOwesAWebhook() {
        JobId job = endedJob("31 d");
        adorn(job);
        database.execute("UPDATE halftone.deliveries SET state = 'pending'", Map.of());
        sweep(Duration.ZERO);
        assertThat(jobs()).containsExactly(job);
        database.execute("UPDATE halftone.deliveries SET state = 'failed'", Map.of());
        sweep(Duration.ZERO);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void anUploadGoesWithTheLastJobThatRefersToIt() {
        Upload upload = upload("40 d");
        JobId first = endedJob("31 d");
        JobId second = endedJob("1 d");
        Stream.of(first, second).forEach(job -> refer(job, upload));
        sweep(Duration.ZERO);
        assertThat(jobs()).containsExactly(second);
        assertThat(total("uploads")).isOne();
        age(second, "31 d");
        sweep(Duration.ZERO);
        assertThat(total("uploads")).isZero();
        assertThat(objects.deleted()).containsExactly(upload.key());
    }

    @Test
    void anUploadThatNoJobCameToReferToGoesAfterAWhile() {
        Upload old = upload("7 h");
        upload("5 h");
        objects.fail();
        assertThatThrownBy(() -> sweep(Duration.ZERO)).hasMessage("the store is away");
        assertThat(total("uploads")).isEqualTo(2);
        assertThat(refer(database.acceptJob(1), old)).as("still to be had").isFalse();
        database.execute("DELETE FROM halftone.job_uploads", Map.of());
        sweep(Duration.ZERO);
        assertThat(total("uploads")).isOne();
        assertThat(objects.deleted()).containsExactly(old.key());
    }

    @Test
    void aRetryThatIsMadeMeanwhileKeepsItsJob() {
        JobId job = endedJob("31 d");
        R2dbcTransactionManager manager = new R2dbcTransactionManager(database.connections());
        database.client()
                .sql("SELECT id FROM halftone.jobs WHERE id = halftone.origin(:job) FOR UPDATE")
                .bind("job", job.value())
                .fetch()
                .one()
                .then(Mono.fromRunnable(() -> sweep(Duration.ZERO)).subscribeOn(Schedulers.boundedElastic()))
                .as(TransactionalOperator.create(manager)::transactional)
                .block(SOON);
        assertThat(jobs()).containsExactly(job);
    }

    @Test
    void severalSweepsAtOnceDeleteEverythingOnce() {
        List<JobId> jobs = Stream.generate(() -> endedJob("31 d")).limit(30).toList();
        List<CompletableFuture<Void>> sweeps = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.runAsync(() -> sweep(Duration.ZERO)))
                .toList();
        sweeps.forEach(CompletableFuture::join);
        assertThat(jobs()).isEmpty();
        assertThat(jobs).allSatisfy(job -> assertThat(left(job)).isZero());
        assertThat(meters.counter("halftone.retention.jobs").count()).isEqualTo(30);
        assertThat(meters.counter("halftone.retention.lines").count()).isEqualTo(600);
    }

    @Test
    void oldIdempotencyKeysGo() {
        database.execute("""
                INSERT INTO halftone.idempotency_keys (tenant, key, body_sha256, job_id, created_at)
                SELECT 'default', n::text, '', gen_random_uuid(), now() - n * interval '1 h' FROM generate_series(1, 48) AS n
                """, Map.of());
        sweep(Duration.ZERO);
        assertThat(total("idempotency_keys")).isEqualTo(23);
    }

    @Test
    void whatWasCountedLongAgoGoes() {
        database.execute("""
                INSERT INTO halftone.throughput
                SELECT 'default', date_trunc('minute', now()) - n * interval '1 d', 1, 'succeeded', '', 1, 1, 1, 1
                FROM generate_series(1, 100) AS n
                """, Map.of());
        sweep(Duration.ZERO);
        assertThat(total("throughput")).isEqualTo(89);
    }

    /** A job of ten rows, each with an outcome. */
    private JobId endedJob(String ago) {
        JobId job = database.acceptJob(10);
        database.end(job, 1, 10, "failed");
        age(job, ago);
        return job;
    }

    private void age(JobId job, String ago) {
        database.execute(
                "UPDATE halftone.jobs SET completed_at = now() - :ago::interval WHERE id = :job",
                Map.of("ago", ago, "job", job.value()));
    }

    private JobId linked(JobId later, JobId earlier) {
        database.execute(
                "UPDATE halftone.jobs SET retry_of = :earlier WHERE id = :later",
                Map.of("earlier", earlier.value(), "later", later.value()));
        return later;
    }

    private void adorn(JobId job) {
        for (String sql : List.of(
                "INSERT INTO halftone.rejected_rows (job_id, ordinal, line, code, message) VALUES (:job, 1, 3, 'c', 'm')",
                "INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at) VALUES (:job, 1, 0, 1, now())",
                "INSERT INTO halftone.attempted (job_id, row_number, position, times) VALUES (:job, 1, 0, 1)",
                "INSERT INTO halftone.endpoints (job_id, url, secret) VALUES (:job, 'https://example.com', 's')",
                """
                INSERT INTO halftone.deliveries (endpoint_id, job_id, event_type, state)
                SELECT id, :job, 'job.completed', 'succeeded' FROM halftone.endpoints
                """,
                """
                INSERT INTO halftone.attempts (delivery_id, number, duration_ms)
                SELECT id, 1, 5 FROM halftone.deliveries WHERE job_id = :job
                """)) {
            database.execute(sql, Map.of("job", job.value()));
        }
    }

    private Upload upload(String ago) {
        Upload upload = Upload.next("an image");
        database.execute(
                "INSERT INTO halftone.uploads (id, tenant, created_at) VALUES (:id, 'default', now() - :ago::interval)",
                Map.of("id", upload.id(), "ago", ago));
        return upload;
    }

    /** Whether the job, of one row, can still have the upload as its source. */
    private boolean refer(JobId job, Upload upload) {
        database.execute(
                "UPDATE halftone.rows SET sources = ARRAY[:source, :source] WHERE job_id = :job",
                Map.of("source", upload.text(), "job", job.value()));
        return database.number("SELECT halftone.keep_uploads(:job)::int", job) == 1;
    }

    private void sweep(Duration linger) {
        RetentionSettings settings = new RetentionSettings(
                Duration.ofDays(30),
                linger,
                Duration.ofHours(24),
                Duration.ofHours(6),
                Duration.ofDays(90),
                Duration.ofHours(1),
                3);
        TransactionalOperator transaction =
                TransactionalOperator.create(new R2dbcTransactionManager(database.connections()));
        new Sweep(
                        new ExpiredJobs(database.client(), transaction, settings, meters),
                        new OldKeys(database.client(), settings, meters),
                        new OldUploads(database.client(), objects, settings),
                        new OldThroughput(database.client(), settings))
                .run()
                .block(SOON);
    }

    private List<JobId> jobs() {
        return new ArrayList<>(database.client()
                .sql("SELECT id FROM halftone.jobs")
                .mapValue(UUID.class)
                .all()
                .map(JobId::new)
                .collectList()
                .blockOptional(SOON)
                .orElseThrow());
    }

    /** How many lines of all tables are the job's. */
    private int left(JobId job) {
        return BELONGINGS.stream()
                .mapToInt(table ->
                        database.number("SELECT count(*) FROM halftone." + table + " WHERE job_id = :job", job))
                .sum();
    }

    private int total(String table) {
        return database.number(
                "SELECT count(*) FROM halftone." + table + " WHERE :job::uuid IS NOT NULL", JobId.next());
    }
}
