package dev.halftone.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaHttpTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final int MOST_JOBS = 5;

    private final TestDatabase database = TestDatabase.create();
    private final KeyedApi api = KeyedApi.start(
            database,
            "--halftone.quota.running-jobs=" + MOST_JOBS,
            "--halftone.quota.pending-images=20",
            "--halftone.quota.requests-per-minute=30");
    private final KeyedApi beside = KeyedApi.start(
            database, "--halftone.quota.running-jobs=" + MOST_JOBS, "--halftone.quota.pending-images=20");

    @AfterAll
    void stop() {
        beside.stop();
        api.stop();
    }

    private static String images(int count) {
        StringBuilder csv = new StringBuilder(HEADER);
        IntStream.rangeClosed(1, count).forEach(row -> csv.append(row).append(",Lamp,https://img.example.com/1.jpg\n"));
        return csv.toString();
    }

    private static WebTestClient.ResponseSpec submit(WebTestClient client, String csv) {
        return client.post()
                .uri("/v1/jobs")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(csv)
                .exchange();
    }

    private static JobId accepted(WebTestClient client, String csv) {
        return JobId.parse(Objects.requireNonNull(submit(client, csv)
                        .expectStatus()
                        .isAccepted()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .get("requestId")
                .asString());
    }

    private static void expectExceeded(WebTestClient.ResponseSpec answer, String limit) {
        answer.expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("RateLimit", limit)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/quota-exceeded");
    }

    @Test
    void everyAnswerSaysWhatIsGrantedAndWhatIsLeft() {
        WebTestClient client = api.tenant("reader");
        HttpHeaders first = jobs(client).getResponseHeaders();
        assertThat(first.get("RateLimit-Policy"))
                .containsExactly(
                        "\"requests\";q=30;w=60, \"running-jobs\";q=5;qu=\"jobs\", \"pending-images\";q=20;qu=\"images\"");
        assertThat(first.get("RateLimit")).containsExactly("\"requests\";r=29;t=2");
    }

    private static FluxExchangeResult<Void> jobs(WebTestClient client) {
        return client.get().uri("/v1/jobs").exchange().returnResult(Void.class);
    }

    @Test
    void moreRequestsThanGrantedAreToldWhenToComeBack() {
        WebTestClient client = api.tenant("eager");
        FluxExchangeResult<Void> answer = jobs(client);
        for (int count = 1; answer.getStatus().value() == 200; count++) {
            // a slow machine may earn some turns meanwhile
            assertThat(count).isLessThan(500);
            answer = jobs(client);
        }
        assertThat(answer.getStatus().value()).isEqualTo(429);
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isIn("1", "2");
        assertThat(answer.getResponseHeaders().getFirst("RateLimit")).startsWith("\"requests\";r=0;t=");
        assertThat(jobs(api.tenant("calm")).getStatus().value()).isEqualTo(200);
    }

    @Test
    void jobsBeyondTheQuotaAreRefusedUntilOthersHaveEnded() {
        WebTestClient client = api.tenant("jobs");
        List<JobId> made = IntStream.range(0, MOST_JOBS)
                .mapToObj(_ -> accepted(client, images(1)))
                .toList();
        expectExceeded(submit(client, images(1)), "\"running-jobs\";r=0");
        accepted(api.tenant("jobs-of-others"), images(1));
        database.end(made.getFirst(), 1, 1, "failed");
        accepted(client, images(1));
        expectExceeded(
                client.post().uri("/v1/jobs/" + made.getFirst() + "/retry").exchange(), "\"running-jobs\";r=0");
        assertThat(running("jobs")).isEqualTo(MOST_JOBS);
    }

    @Test
    void imagesBeyondTheQuotaAreRefusedUntilOthersHaveEnded() {
        WebTestClient client = api.tenant("images");
        JobId made = accepted(client, images(12));
        expectExceeded(submit(client, images(9)), "\"pending-images\";r=0");
        database.end(made, 1, 1, "succeeded");
        accepted(client, images(9));
        submit(client, images(21)).expectStatus().isEqualTo(413);
        assertThat(running("images")).isEqualTo(2);
    }

    @Test
    void twoApisAtOnceLetNoMoreThroughThanOne() {
        String key = api.makeKey(Map.of("tenant", "racer", "name", "test"))
                .get("secret")
                .asString();
        List<WebTestClient> clients = List.of(api.withKey(key), beside.withKey(key));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = IntStream.range(0, 24)
                    .mapToObj(turn -> CompletableFuture.supplyAsync(
                            () -> submit(clients.get(turn % 2), images(1))
                                    .returnResult(Void.class)
                                    .getStatus()
                                    .value(),
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).containsOnly(202, 429);
            assertThat(answers.stream().filter(answer -> answer == 202)).hasSize(MOST_JOBS);
        }
        assertThat(running("racer")).isEqualTo(MOST_JOBS);
    }

    @Test
    void aTenantMayHaveAQuotaOfItsOwn() {
        api.administrator()
                .put()
                .uri("/v1/admin/tenants/special/quota")
                .bodyValue(Map.of("runningJobs", 1, "requestsPerMinute", 0))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"tenant\": \"special\", \"runningJobs\": 1, \"pendingImages\": 20, \"requestsPerMinute\": 0}");
        WebTestClient client = api.tenant("special");
        accepted(client, images(1));
        expectExceeded(submit(client, images(1)), "\"running-jobs\";r=0");
        api.administrator()
                .put()
                .uri("/v1/admin/tenants/special/quota")
                .bodyValue(Map.of())
                .exchange()
                .expectBody()
                .json("{\"runningJobs\": 5, \"requestsPerMinute\": 30}");
        accepted(client, images(1));
    }

    private int running(String tenant) {
        return database.number(
                "SELECT count(*) FROM halftone.jobs WHERE completed_at IS NULL AND id <> :job AND tenant = '" + tenant
                        + "'",
                JobId.next());
    }
}
