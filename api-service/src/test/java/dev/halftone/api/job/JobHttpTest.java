package dev.halftone.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class JobHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    @Test
    void aJobIsReadWithItsCountsAndFirstFailures() {
        JobId job = database.acceptJob(30, 2);
        database.end(job, 1, 3, "succeeded");
        database.end(job, 4, 20, "failed");
        WebTestClient.BodyContentSpec body = client.get()
                .uri("/v1/jobs/" + job)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        body.jsonPath("$.requestId").isEqualTo(job.toString());
        body.jsonPath("$.status").isEqualTo("running");
        body.jsonPath("$.rows").isEqualTo(30);
        body.jsonPath("$.images").isEqualTo(60);
        body.jsonPath("$.succeeded").isEqualTo(6);
        body.jsonPath("$.failed").isEqualTo(34);
        body.jsonPath("$.cancelled").isEqualTo(0);
        body.jsonPath("$.pending").isEqualTo(20);
        body.jsonPath("$.bytesIn").isEqualTo(600);
        body.jsonPath("$.bytesOut").isEqualTo(240);
        body.jsonPath("$.etaSeconds").isNumber();
        body.jsonPath("$.acceptedAt").isNotEmpty();
        body.jsonPath("$.startedAt").isNotEmpty();
        body.jsonPath("$.completedAt").doesNotExist();
        body.jsonPath("$.renditions[0].pipeline[0].ratio").isEqualTo(0.5);
        body.jsonPath("$.failures.length()").isEqualTo(10);
        body.jsonPath("$.failures[0].line").isEqualTo(5);
        body.jsonPath("$.failures[0].row").isEqualTo(4);
        body.jsonPath("$.failures[1].position").isEqualTo(1);
        body.jsonPath("$.failures[1].url").isEqualTo("https://img.example.com/4-2.jpg");
        body.jsonPath("$.failures[1].reason").isEqualTo("http_status");
        body.jsonPath("$.failures[1].httpStatus").isEqualTo(404);
        body.jsonPath("$.failures[1].message").isNotEmpty();
        body.jsonPath("$.links.report").isEqualTo("/v1/jobs/" + job + "/report.csv");
    }

    @Test
    void aCompletedJobSaysWhenAndHasNoEta() {
        JobId job = database.acceptJob(2);
        database.end(job, 1, 2, "succeeded");
        client.get()
                .uri("/v1/jobs/" + job)
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("completed")
                .jsonPath("$.completedAt")
                .isNotEmpty()
                .jsonPath("$.etaSeconds")
                .doesNotExist();
    }

    @Test
    void everyAddressOfAnUnknownOrMalformedRequestIdIsA404Problem() {
        for (String id : List.of(JobId.next().toString(), UUID.randomUUID().toString(), "42", "not-an-id")) {
            for (String address : List.of("", "/events", "/images", "/report.csv", "/rejected-rows", "/deliveries")) {
                client.get()
                        .uri("/v1/jobs/" + id + address)
                        .exchange()
                        .expectStatus()
                        .isNotFound()
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
            }
            client.post()
                    .uri("/v1/jobs/" + id + "/cancel")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            client.post()
                    .uri("/v1/jobs/" + id + "/retry")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void pagesOfJobsHoldEachOnceLatestFirst() {
        RunningApi own = RunningApi.start(TestDatabase.create());
        try {
            List<String> accepted = new ArrayList<>();
            for (int count = 0; count < 7; count++) {
                accepted.addFirst(own.database().acceptJob(1).toString());
            }
            own.database().end(JobId.parse(accepted.get(2)), 1, 1, "failed");
            assertThat(follow(own.client(), "/v1/jobs?limit=3")).isEqualTo(accepted);
            assertThat(follow(own.client(), "/v1/jobs?limit=7")).isEqualTo(accepted);
            assertThat(follow(own.client(), "/v1/jobs?status=failed&limit=3")).containsExactly(accepted.get(2));
        } finally {
            own.stop();
        }
    }

    @Test
    void parametersThatCannotBeUnderstoodAreA400ThatSaysWhatIsTaken() {
        expectMalformed("/v1/jobs?limit=0", "'limit' is 0, but takes a number from 1 to 1000.");
        expectMalformed(
                "/v1/jobs?status=done",
                "'status' is 'done', but takes one of accepted, running, completed, completed_with_errors, failed, cancelled.");
        expectMalformed("/v1/jobs?after=x", "'after' takes the 'next' of the page before, not 'x'.");
        String job = "/v1/jobs/" + database.acceptJob(1);
        expectMalformed(job + "/images?after=7", "'after' takes the 'next' of the page before, not '7'.");
        expectMalformed(
                job + "/images?status=done",
                "'status' is 'done', but takes one of pending, succeeded, failed, cancelled.");
        expectMalformed(job + "/report.csv?follow=me", "'follow' is 'me', but takes only 'retries'.");
    }

    @Test
    void rejectedRowsAreReadInPages() {
        JobId job = database.acceptJob(1);
        database.execute("""
                INSERT INTO halftone.rejected_rows
                SELECT :job, n, n + 10, CASE WHEN n > 1 THEN 'Input Image Urls' END, 'invalid_url', 'mend it'
                FROM generate_series(1, 3) AS n
                """, Map.of("job", job.value()));
        database.execute("UPDATE halftone.jobs SET rejected_rows = 3 WHERE id = :job", Map.of("job", job.value()));
        client.get()
                .uri("/v1/jobs/" + job + "/rejected-rows?limit=2")
                .exchange()
                .expectBody()
                .json("""
                        {"rejectedRows": 3, "next": "2", "errors": [
                          {"line": 11, "code": "invalid_url", "message": "mend it"},
                          {"line": 12, "column": "Input Image Urls", "code": "invalid_url", "message": "mend it"}]}
                        """);
        client.get()
                .uri("/v1/jobs/" + job + "/rejected-rows?limit=2&after=2")
                .exchange()
                .expectBody()
                .jsonPath("$.errors[0].line")
                .isEqualTo(13)
                .jsonPath("$.next")
                .doesNotExist();
    }

    @Test
    void deliveriesAreReadWithTheirAttempts() {
        JobId job = database.acceptJob(1);
        database.execute(
                "INSERT INTO halftone.endpoints (job_id, url, secret) VALUES (:job, 'https://example.com/hook', 's')",
                Map.of("job", job.value()));
        database.end(job, 1, 1, "succeeded");
        database.execute("""
                INSERT INTO halftone.attempts (delivery_id, number, http_status, error, duration_ms)
                SELECT id, n, CASE n WHEN 2 THEN 500 END, CASE n WHEN 1 THEN 'timeout' END, 7
                FROM halftone.deliveries, generate_series(1, 2) AS n WHERE job_id = :job
                """, Map.of("job", job.value()));
        client.get()
                .uri("/v1/jobs/" + job + "/deliveries")
                .exchange()
                .expectBody()
                .json("""
                        {"deliveries": [{"eventType": "job.completed", "url": "https://example.com/hook", "status": "pending",
                          "attempts": [{"number": 1, "error": "timeout", "durationMs": 7},
                                       {"number": 2, "httpStatus": 500, "durationMs": 7}]}]}
                        """)
                .jsonPath("$.deliveries[0].webhookId")
                .value(String.class, id -> assertThat(id).startsWith("msg_"))
                .jsonPath("$.deliveries[0].secret")
                .doesNotExist();
    }

    private void expectMalformed(String uri, String detail) {
        client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    private static List<String> follow(WebTestClient client, String uri) {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (after != null) {
            Page page = Objects.requireNonNull(client.get()
                    .uri(uri + after)
                    .exchange()
                    .expectBody(Page.class)
                    .returnResult()
                    .getResponseBody());
            page.jobs().forEach(job -> ids.add(String.valueOf(job.get("requestId"))));
            after = page.next() == null ? null : "&after=" + page.next();
        }
        return ids;
    }

    private record Page(
            List<Map<String, Object>> jobs, @Nullable String next) {}
}
