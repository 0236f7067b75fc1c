package dev.halftone.api.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class ProcessHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final String WEBP = "[{\"operation\":\"convert\",\"format\":\"webp\"}]";

    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    private record Answer(
            @Nullable JobId requestId,
            List<String> accepted,
            List<Map<String, String>> rejected,
            @Nullable String webhookSecret) {

        JobId job() {
            return Objects.requireNonNull(requestId);
        }
    }

    @Test
    void theImagesBecomeAJobLikeAnyOther() {
        JobId job = database.acceptJob(3, 2);
        database.end(job, 1, 1, "succeeded");
        String first = job + "-3-1";
        String second = job + "-1-0";
        Answer answer = process("[\"" + first + "\", \"" + second + "\", \"" + first + "\"]");
        assertThat(answer.accepted()).containsExactly(first, second);
        assertThat(answer.rejected()).isEmpty();
        assertThat(answer.job()).isNotEqualTo(job);
        client.get()
                .uri("/v1/jobs/" + answer.job() + "/images")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.images.length()")
                .isEqualTo(2)
                .jsonPath("$.images[0].url")
                .isEqualTo("https://img.example.com/3-2.jpg")
                .jsonPath("$.images[0].serialNumber")
                .isEqualTo("SN-3")
                .jsonPath("$.images[1].url")
                .isEqualTo("https://img.example.com/1-1.jpg");
        client.get()
                .uri("/v1/jobs/" + answer.job() + "/report.csv")
                .exchange()
                .expectBody(String.class)
                .value(report -> assertThat(report)
                        .startsWith("Image Id,S. No.,Product Name,Input Image Urls,Output Image Urls,Status,Failures")
                        .contains("\n" + first + ",SN-3,Product 3,https://img.example.com/3-2.jpg,,pending,"));
    }

    @Test
    void whatIsNoImageIsNamedAndTheOthersAreAccepted() {
        JobId job = database.acceptJob(1);
        String unknown = JobId.next() + "-1-0";
        Answer answer =
                process("{\"ids\": [\"lamp\", 7, null, \"%s\", \"%s-1-0\", \"%s-1-1\"]}".formatted(unknown, job, job));
        assertThat(answer.accepted()).containsExactly(job + "-1-0");
        assertThat(answer.rejected())
                .containsExactly(
                        Map.of("id", "lamp", "reason", "not_an_id"),
                        Map.of("id", "7", "reason", "not_an_id"),
                        Map.of("id", "null", "reason", "not_an_id"),
                        Map.of("id", unknown, "reason", "unknown"),
                        Map.of("id", job + "-1-1", "reason", "unknown"));
    }

    @Test
    void ofNoIdsThereIsNoJob() {
        for (String body : List.of("[]", "{\"ids\": []}")) {
            client.post()
                    .uri("/v1/images/process")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .doesNotExist("Location")
                    .expectBody(String.class)
                    .isEqualTo("{\"accepted\":[],\"rejected\":[]}");
        }
    }

    @Test
    void whereAllAreRejectedTheRequestIs() {
        refused("[\"lamp\", \"" + JobId.next() + "-1-0\"]", 400)
                .jsonPath("$.type")
                .isEqualTo("/problems/no-known-image")
                .jsonPath("$.errors[0].code")
                .isEqualTo("not_an_id")
                .jsonPath("$.errors[1].code")
                .isEqualTo("unknown");
    }

    @Test
    void theSameImagesAndRenditionsInWhateverOrderAreTheSameJob() {
        JobId job = database.acceptJob(2);
        String two = "\"%s-1-0\", \"%s-2-0\"".formatted(job, job);
        String reversed = "\"%s-2-0\", \"%s-1-0\"".formatted(job, job);
        JobId first = process("[" + two + "]").job();
        assertThat(process("[" + reversed + ", \"lamp\"]").job()).isEqualTo(first);
        assertThat(process("{\"ids\": [" + two + "], \"pipeline\": [{\"operation\":\"compress\",\"ratio\":0.5}]}")
                        .job())
                .isEqualTo(first);
        JobId other =
                process("{\"ids\": [" + two + "], \"pipeline\": " + WEBP + "}").job();
        JobId told = process("{\"ids\": [" + two + "], \"webhookUrl\": \"https://hooks.example.com/a\"}")
                .job();
        assertThat(List.of(first, other, told, process("[\"" + job + "-1-0\"]").job()))
                .doesNotHaveDuplicates();
        client.post()
                .uri("/v1/jobs/" + first + "/cancel")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(process("[" + two + "]").job()).isNotEqualTo(first);
    }

    @Test
    void theSameAskedForAtOnceIsOneJob() {
        JobId job = database.acceptJob(1);
        String body = "[\"" + job + "-1-0\"]";
        List<JobId> jobs = Flux.range(0, 8)
                .flatMap(_ -> Flux.defer(() -> Flux.just(process(body).job())).subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(jobs).hasSize(8).containsOnly(Objects.requireNonNull(jobs).getFirst());
    }

    @Test
    void theSecretOfItsWebhookIsToldUnlessItWasGiven() {
        JobId job = database.acceptJob(1);
        String told = "{\"ids\": [\"%s-1-0\"], \"webhookUrl\": \"https://hooks.example.com/a\"}".formatted(job);
        String given = told.replace("}", ", \"webhookSecret\": \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}");
        Answer first = process(told);
        assertThat(first.webhookSecret()).startsWith("whsec_");
        assertThat(process(told)).isEqualTo(first);
        assertThat(process(given).webhookSecret()).isNull();
        assertThat(database.number("SELECT count(*) FROM halftone.endpoints WHERE job_id = :job", first.job()))
                .isOne();
    }

    @Test
    void aKeyIsOfOneRequest() {
        JobId job = database.acceptJob(2);
        WebTestClient keyed = client.mutate()
                .defaultHeader("Idempotency-Key", "process-" + job)
                .build();
        String body = "[\"" + job + "-1-0\"]";
        Answer first = process(keyed, body);
        client.post()
                .uri("/v1/jobs/" + first.job() + "/cancel")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(process(keyed, body)).isEqualTo(first);
        keyed.post()
                .uri("/v1/images/process")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("[\"" + job + "-2-0\"]")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/key-reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "             | 400 | The body is a JSON array",
                "7            | 400 | The body is a JSON array",
                "[            | 400 | The body is no JSON",
                "{\"ids\": 7} | 400 | The body is a JSON array",
                "{\"ids\": [\"lamp\"], \"mode\": \"lenient\"} | 400 | There is no field 'mode'",
                "{\"ids\": [\"lamp\"], \"pipeline\": [{\"operation\": \"shrink\"}]} | 422 | pipeline: step 1",
                "{\"ids\": [\"lamp\"], \"webhookUrl\": \"http://127.0.0.1/\"} | 422 | webhookUrl"
            })
    void aBodyThatIsNoneIsRefused(@Nullable String body, int status, String detail) {
        refused(body == null ? "" : body, status)
                .jsonPath("$.detail")
                .value(text -> assertThat((String) text).startsWith(detail));
    }

    @Test
    void tooManyAreRefused() {
        refused("[" + "\"a\",".repeat(10_000) + "\"a\"]", 413)
                .jsonPath("$.detail")
                .isEqualTo("There are 10001 ids, but at most 10000 are taken at once (halftone.images.max-processed).");
        refused("[" + "\"a\",".repeat(400_000) + "\"a\"]", 413);
    }

    private WebTestClient.BodyContentSpec refused(String body, int status) {
        return client.post()
                .uri("/v1/images/process")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
    }

    private Answer process(String body) {
        return process(client, body);
    }

    private static Answer process(WebTestClient client, String body) {
        Answer answer = Objects.requireNonNull(client.post()
                .uri("/v1/images/process")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(Answer.class)
                .returnResult()
                .getResponseBody());
        assertThat(answer.requestId()).isNotNull();
        return answer;
    }
}
