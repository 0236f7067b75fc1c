package dev.halftone.api.job.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Retries of some of the failed images, asked of two apis on one database. */
class RetryFilterHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final TestDatabase DATABASE = API.database();
    private static List<WebTestClient> clients = List.of();
    private static List<RunningApi> others = List.of();

    @BeforeAll
    static void startAnother() {
        others = List.of(RunningApi.start(DATABASE));
        clients = List.of(API.client(), others.getFirst().client());
    }

    @AfterAll
    static void stopTheOther() {
        others.forEach(RunningApi::stop);
    }

    @Test
    void onlyTheImagesOfAReasonAndAHostAreRetried() {
        JobId job = failedJob();
        Map<String, Object> answer = retry(job, "?reason=timeout&host=CDN.Example.com");
        assertThat(answer)
                .containsEntry("images", 2)
                .containsEntry("reason", "timeout")
                .containsEntry("host", "cdn.example.com");
        assertThat(numbers(answer)).containsExactly(1, 2);
        assertThat(retry(job, "?host=cdn.example.com&reason=timeout"))
                .containsEntry("requestId", answer.get("requestId"));
        ask(0, job, "?reason=timeout")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Another retry of these images runs: " + answer.get("requestId")
                        + ". Wait until it has ended, or cancel it.");
        DATABASE.end(id(answer), 1, 6, "failed");
        assertThat(numbers(retry(job, "?reason=dns_failure"))).containsExactly(5, 6);
    }

    @Test
    void aHostIsKnownInEverySpelling() {
        JobId job = failedJob();
        Map<String, Object> answer = retry(job, "?host=2001:db8::1");
        assertThat(numbers(answer)).containsExactly(6);
        DATABASE.end(id(answer), 6, 6, "succeeded");
        assertThat(numbers(retry(job, "?host=bücher.example"))).containsExactly(5);
    }

    @Test
    void whatIsNoReasonOrNoHostIsRefused() {
        JobId job = failedJob();
        ask(0, job, "?reason=bad_luck")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail -> assertThat(detail)
                                .startsWith("'reason' is 'bad_luck', but takes one of egress_denied, dns_failure")
                                .endsWith("poison."));
        for (String host : List.of("", "cdn.example.com:8080", "cdn.example.com/a.png", "https://cdn.example.com")) {
            ask(0, job, "?host=" + host).expectStatus().isBadRequest();
        }
        ask(0, job, "?reason=corrupt")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("No failed image of the job is left to be retried for the reason corrupt.");
    }

    @Test
    void retriesAskedForAtOnceOfTwoApisAreOne() {
        for (int time = 0; time < 5; time++) {
            JobId job = failedJob();
            List<CompletableFuture<Object>> asked = IntStream.range(0, 8)
                    .mapToObj(call -> CompletableFuture.supplyAsync(() -> requestId(ask(call, job, "?reason=timeout"))))
                    .toList();
            assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
            assertThat(retriesOf(job)).isEqualTo(1);
        }
    }

    @Test
    void aJobAndItsRetryThatAreRetriedAtOnceMakeOneRetryOfAnImage() {
        for (int time = 0; time < 8; time++) {
            JobId job = failedJob();
            JobId retry = id(retry(job, ""));
            DATABASE.end(retry, 1, 6, "failed");
            List<CompletableFuture<Integer>> asked = IntStream.range(0, 6)
                    .mapToObj(call -> CompletableFuture.supplyAsync(() -> ask(call, call < 3 ? job : retry, "")
                            .returnResult(Void.class)
                            .getStatus()
                            .value()))
                    .toList();
            assertThat(asked.stream().map(CompletableFuture::join)).containsOnly(202, 409);
            assertThat(retriesOf(job) + retriesOf(retry)).isEqualTo(2);
        }
    }

    /** Rows 1 to 4 are of two hosts and failed by time-out, 5 and 6 of others and failed otherwise. */
    private static JobId failedJob() {
        JobId job = DATABASE.acceptJob(6);
        DATABASE.execute("""
                UPDATE halftone.rows SET sources = ARRAY[CASE number
                    WHEN 1 THEN 'https://CDN.example.com/1.jpg'
                    WHEN 2 THEN 'http://cdn.example.com:8080/2.jpg'
                    WHEN 3 THEN 'https://cdn.example.com.other.example/cdn.example.com'
                    WHEN 4 THEN 'https://img.example.com/?u=https://cdn.example.com/'
                    WHEN 5 THEN 'https://Bücher.example/5.jpg'
                    ELSE 'https://[2001:db8::1]/6.jpg' END]
                WHERE job_id = :job
                """, Map.of("job", job.value()));
        DATABASE.execute("""
                WITH ended AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status, reason)
                    SELECT :job, number, 0, 'failed', CASE WHEN number < 5 THEN 'timeout' ELSE 'dns_failure' END
                    FROM generate_series(1, 6) AS number
                    RETURNING 1)
                SELECT halftone.tally(:job, 0, count(*)::int, 0, 0, 0) FROM ended
                """, Map.of("job", job.value()));
        return job;
    }

    private static WebTestClient.ResponseSpec ask(int call, JobId job, String query) {
        return clients.get(call % clients.size())
                .post()
                .uri("/v1/jobs/" + job + "/retry" + query)
                .exchange();
    }

    private static Map<String, Object> retry(JobId job, String query) {
        return body(ask(0, job, query));
    }

    private static Object requestId(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(body(answer).get("requestId"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isAccepted()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private static JobId id(Map<String, Object> answer) {
        return JobId.parse(String.valueOf(answer.get("requestId")));
    }

    private static List<Integer> numbers(Map<String, Object> answer) {
        return Objects.requireNonNull(DATABASE.client()
                .sql("SELECT number FROM halftone.rows WHERE job_id = :job ORDER BY number")
                .bind("job", id(answer).value())
                .mapValue(Integer.class)
                .all()
                .collectList()
                .block());
    }

    private static int retriesOf(JobId job) {
        return DATABASE.number("SELECT count(*) FROM halftone.jobs WHERE retry_of = :job", job);
    }
}
