package dev.halftone.api.job.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class ActionHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    @Test
    void cancellingEndsWhatIsPendingAndAnswersTheSameWhenAskedAgain() {
        JobId job = database.acceptJob(20, 2);
        database.end(job, 1, 5, "succeeded");
        for (int time = 0; time < 2; time++) {
            post(job, "cancel")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("cancelled")
                    .jsonPath("$.succeeded")
                    .isEqualTo(10)
                    .jsonPath("$.cancelled")
                    .isEqualTo(30)
                    .jsonPath("$.pending")
                    .isEqualTo(0);
        }
        assertThat(outcomes(job)).isEqualTo(40);
    }

    @Test
    void aJobThatHasEndedOtherwiseIsNotCancelled() {
        JobId job = database.acceptJob(1);
        database.end(job, 1, 1, "failed");
        post(job, "cancel")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The job is failed: every image has ended, so nothing can be cancelled.");
    }

    @Test
    void imagesThatArePutOffAreCancelledWithTheRestAndNotPublishedAgain() {
        JobId job = database.acceptJob(3);
        database.execute("""
                INSERT INTO halftone.parked (job_id, row_number, position, attempts, due_at, published_at)
                VALUES (:job, 1, 0, 1, clock_timestamp() + interval '1 hour', NULL),
                       (:job, 2, 0, 2, clock_timestamp() - interval '1 hour', clock_timestamp())
                """, Map.of("job", job.value()));
        post(job, "cancel")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("cancelled")
                .jsonPath("$.cancelled")
                .isEqualTo(3);
        assertThat(outcomes(job)).isEqualTo(3);
        assertThat(database.number("SELECT count(*) FROM halftone.parked WHERE job_id = :job", job))
                .isZero();
    }

    @Test
    void theSumsHoldHoweverCancellingMeetsOutcomes() {
        for (int time = 0; time < 8; time++) {
            JobId job = database.acceptJob(400);
            List<CompletableFuture<Void>> workers = IntStream.range(0, 8)
                    .mapToObj(worker -> CompletableFuture.runAsync(() -> IntStream.range(0, 5)
                            .map(batch -> worker * 50 + batch * 10 + 1)
                            .forEach(from -> database.end(job, from, from + 9, "succeeded"))))
                    .toList();
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(() -> post(job, "cancel"));
            CompletableFuture<Void> again = CompletableFuture.runAsync(() -> post(job, "cancel"));
            workers.forEach(CompletableFuture::join);
            CompletableFuture.allOf(cancel, again).join();
            assertThat(outcomes(job)).isEqualTo(400);
            assertThat(number(job, "succeeded + failed + cancelled")).isEqualTo(400);
            assertThat(number(job, "cancelled"))
                    .isEqualTo(database.number(
                            "SELECT count(*) FROM halftone.outcomes WHERE job_id = :job AND status = 'cancelled'",
                            job));
        }
    }

    @Test
    void aRetryIsANewJobOfTheFailedImagesAndTheSameWhileItRuns() {
        JobId job = database.acceptJob(10, 2);
        database.execute("""
                WITH one AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status, reason)
                    VALUES (:job, 4, 1, 'failed', 'timeout') RETURNING 1)
                SELECT halftone.tally(:job, 0, 1, 0, 0, 0) FROM one
                """, Map.of("job", job.value()));
        database.end(job, 7, 7, "failed");
        database.execute(
                "INSERT INTO halftone.endpoints (job_id, url, secret) VALUES (:job, 'https://example.com/hook', 's')",
                Map.of("job", job.value()));
        post(job, "retry").expectStatus().isEqualTo(409);
        database.end(job, 1, 10, "succeeded");

        Map<String, Object> answer = retry(job);
        JobId retry = JobId.parse(String.valueOf(answer.get("requestId")));
        assertThat(answer).containsEntry("rows", 2).containsEntry("images", 3).containsEntry("retryOf", job.toString());
        assertThat(retry).isNotEqualTo(job);
        assertThat(retry(job)).containsEntry("requestId", retry.toString());
        assertThat(sources(retry))
                .containsExactly(
                        "4 [null, https://img.example.com/4-2.jpg]",
                        "7 [https://img.example.com/7-1.jpg, https://img.example.com/7-2.jpg]");
        assertThat(database.number("SELECT count(*) FROM halftone.endpoints WHERE job_id = :job", retry))
                .isEqualTo(1);
        client.get()
                .uri("/v1/jobs/" + job)
                .exchange()
                .expectBody()
                .jsonPath("$.retries[0]")
                .isEqualTo(retry.toString());

        database.end(retry, 4, 4, "succeeded");
        database.end(retry, 7, 7, "failed");
        Map<String, Object> second = retry(job);
        assertThat(second).containsEntry("rows", 1).containsEntry("images", 2);
        assertThat(second.get("requestId")).isNotEqualTo(retry.toString());
        database.end(JobId.parse(String.valueOf(second.get("requestId"))), 7, 7, "succeeded");
        post(job, "retry").expectStatus().isEqualTo(409);
    }

    @Test
    void retriesAskedForAtOnceAreOne() {
        JobId job = database.acceptJob(50);
        database.end(job, 1, 50, "failed");
        List<CompletableFuture<Object>> asked = IntStream.range(0, 6)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> Objects.requireNonNull(retry(job).get("requestId"))))
                .toList();
        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(database.number("SELECT count(*) FROM halftone.jobs WHERE retry_of = :job", job))
                .isEqualTo(1);
    }

    @Test
    void aJobOfWhichNothingFailedIsNotRetried() {
        JobId job = database.acceptJob(1);
        database.end(job, 1, 1, "succeeded");
        post(job, "retry")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("No failed image of the job is left to be retried.");
    }

    private WebTestClient.ResponseSpec post(JobId job, String action) {
        return client.post().uri("/v1/jobs/" + job + "/" + action).exchange();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> retry(JobId job) {
        return Objects.requireNonNull(post(job, "retry")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .exists("Location")
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private List<String> sources(JobId job) {
        return Objects.requireNonNull(database.client()
                .sql("SELECT number, sources FROM halftone.rows WHERE job_id = :job ORDER BY number")
                .bind("job", job.value())
                .map(row -> row.get("number") + " "
                        + Arrays.toString(Objects.requireNonNull(row.get("sources", String[].class))))
                .all()
                .collectList()
                .block());
    }

    private int outcomes(JobId job) {
        return database.number("SELECT count(*) FROM halftone.outcomes WHERE job_id = :job", job);
    }

    private int number(JobId job, String column) {
        return database.number("SELECT " + column + " FROM halftone.jobs WHERE id = :job", job);
    }
}
