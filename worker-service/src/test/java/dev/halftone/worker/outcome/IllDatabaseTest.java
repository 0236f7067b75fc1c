package dev.halftone.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Timings;
import dev.halftone.worker.fixture.Database;
import dev.halftone.worker.meter.WorkerMeter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Whatever ails PostgreSQL is waited out; what it refuses for its data ends all the same. */
@NullUnmarked // what is started before all tests
class IllDatabaseTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static Database database;

    @BeforeAll
    static void start() {
        database = new Database();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void outcomesWaitUntilPostgresIsWellAgainAndAreCountedOnce() {
        JobId job = database.job(2);
        try (Recorder hasty = recorder(Duration.ofMillis(300))) {
            Mono<Void> recorded = Mono.when(
                            hasty.outcomes.record(failed(job, 0, 404)), hasty.outcomes.record(failed(job, 1, 404)))
                    .cache();
            database.whileLocked("halftone.outcomes", () -> {
                assertWaits(recorded);
                database.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
            });
            recorded.as(StepVerifier::create).expectComplete().verify(TIMEOUT);
            assertThat(hasty.meters
                            .counter(WorkerMeter.RETRIES.meterName(), "step", "record")
                            .count())
                    .isGreaterThanOrEqualTo(2);
        }
        assertThat(counts(job)).isEqualTo("failed 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "53100", // disk full
                "53200", // out of memory
                "53300", // too many connections
                "57P01", // shutting down
                "57014", // statement timeout
                "58030", // input or output error
                "25006", // read only, as after a failover
                "40P01", // deadlock
                "42P01", // no such table, as while a backup is restored
                "XX000", // internal error
            })
    void anIllnessIsNotTheOutcomesFault(String code) {
        JobId job = database.job(1);
        database.execute("""
                CREATE FUNCTION ill() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION USING ERRCODE = '%s'; END $$;
                CREATE TRIGGER ill BEFORE INSERT ON halftone.outcomes EXECUTE FUNCTION ill()
                """.formatted(code));
        try (Recorder recorder = recorder(TIMEOUT)) {
            Mono<Void> recorded = recorder.outcomes.record(failed(job, 0, 404)).cache();
            assertWaits(recorded);
            database.execute("DROP FUNCTION ill CASCADE");
            recorded.as(StepVerifier::create).expectComplete().verify(TIMEOUT);
        }
        assertThat(counts(job)).isEqualTo("failed 1");
        assertThat(database.query("SELECT reason FROM halftone.outcomes WHERE job_id = '" + job + "'"))
                .containsExactly("http_status");
    }

    @Test
    void anOutcomeThatPostgresRefusesFailsAndDoesNotTakeItsBatchWithIt() {
        JobId job = database.job(2);
        try (Recorder recorder = recorder(TIMEOUT)) {
            Mono.when(
                            recorder.outcomes.record(failed(job, 0, 404)),
                            recorder.outcomes.record(failed(job, 1, 1_000_000)))
                    .as(StepVerifier::create)
                    .expectComplete()
                    .verify(TIMEOUT);
        }
        assertThat(database.query(
                        "SELECT reason FROM halftone.outcomes WHERE job_id = '" + job + "' ORDER BY position"))
                .containsExactly("http_status", "processing_failed");
        assertThat(counts(job)).isEqualTo("failed 2");
    }

    private static void assertWaits(Mono<Void> recorded) {
        recorded.as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(800))
                .thenCancel()
                .verify();
    }

    private static Outcome failed(JobId job, int position, int status) {
        return new Outcome.Failed(new ImageId(job, 1, position), FailureReason.HTTP_STATUS, status, 1, Timings.NONE);
    }

    private static String counts(JobId job) {
        return database.query("SELECT state, failed FROM halftone.jobs WHERE id = '" + job + "'")
                .getFirst();
    }

    private static Recorder recorder(Duration timeout) {
        return new Recorder(DatabaseClient.create(database.connections()), timeout);
    }
}
