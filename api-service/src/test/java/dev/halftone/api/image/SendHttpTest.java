package dev.halftone.api.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestS3;
import dev.halftone.job.JobId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

class SendHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final RunningApi API = RunningApi.shared();

    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    @Test
    void theImagesAreStoredAndBecomeAJobLikeAnyOther() {
        byte[] photo = jpeg(100_000, 1);
        byte[] large = jpeg(6_000_000, 2);
        Map<String, Object> answer = accepted(client, form(photo, "photo.jpg", large, "C:\\shop\\large.jpg"));
        JobId job = JobId.parse(String.valueOf(answer.get("requestId")));
        assertThat(answer).containsEntry("status", "accepted").containsEntry("images", 2);
        client.get()
                .uri("/v1/jobs/" + job + "/images")
                .exchange()
                .expectBody()
                .jsonPath("$.images[0].id")
                .isEqualTo(job + "-1-0")
                .jsonPath("$.images[0].url")
                .isEqualTo("photo.jpg")
                .jsonPath("$.images[1].url")
                .isEqualTo("large.jpg");
        List<String> stored = Objects.requireNonNull(database.client()
                .sql(
                        "SELECT 'uploads/' || substring(sources[1] FROM 8 FOR 36) FROM halftone.rows WHERE job_id = :job ORDER BY number")
                .bind("job", job.value())
                .mapValue(String.class)
                .all()
                .collectList()
                .block(TIMEOUT));
        assertThat(stored).hasSize(2);
        assertThat(TestS3.shared().object(RunningApi.BUCKET, stored.getFirst())).isEqualTo(photo);
        assertThat(TestS3.shared().object(RunningApi.BUCKET, stored.getLast())).isEqualTo(large);
        assertThat(database.number("SELECT count(*) FROM halftone.job_uploads WHERE job_id = :job", job))
                .isEqualTo(2);
    }

    @Test
    void whatIsToBeMadeOfThemIsAsked() {
        MultipartBodyBuilder form = form(jpeg(1000, 3), "a.jpg");
        form.part("renditions", "[{\"name\":\"card\",\"pipeline\":[{\"operation\":\"resize\",\"width\":600}]}]");
        form.part("webhookUrl", "https://hooks.example.com/a");
        Map<String, Object> answer = accepted(client, form);
        assertThat((String) answer.get("webhookSecret")).startsWith("whsec_");
        assertThat(database.number(
                        "SELECT count(*) FROM halftone.jobs WHERE id = :job AND renditions -> 0 ->> 'name' = 'card'",
                        JobId.parse(String.valueOf(answer.get("requestId")))))
                .isOne();
    }

    @Test
    void whatIsNoImageIsNamedAndNothingIsAccepted() {
        MultipartBodyBuilder form = form(
                jpeg(1000, 4),
                "good.jpg",
                "text".getBytes(StandardCharsets.UTF_8),
                "notes.txt",
                new byte[0],
                "empty.png");
        int before = jobs();
        refused(form, 422)
                .jsonPath("$.type")
                .isEqualTo("/problems/rejected-images")
                .jsonPath("$.detail")
                .isEqualTo("2 of 3 images cannot be taken, and nothing was accepted. The errors say which.")
                .jsonPath("$.errors[0].code")
                .isEqualTo("unsupported_format")
                .jsonPath("$.errors[0].message")
                .isEqualTo("the part 'image' with the file 'notes.txt' is no JPEG, PNG, GIF, WebP, AVIF or TIFF image")
                .jsonPath("$.errors[1].code")
                .isEqualTo("empty");
        refused(form(jpeg(26_500_000, 5), "huge.jpg"), 422)
                .jsonPath("$.errors[0].code")
                .isEqualTo("too_large");
        assertThat(jobs()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode     | strict | 400 | There is no field 'mode'",
                "file     | a,b    | 400 | There is no field 'file'",
                "image    | a,b    | 400 | A part 'image' is no file.",
                "pipeline | nope   | 422 | pipeline: "
            })
    void aFieldThatIsNoneIsNamed(String name, String value, int status, String detail) {
        MultipartBodyBuilder form = form(jpeg(1000, 6), "a.jpg");
        form.part(name, value);
        refused(form, status)
                .jsonPath("$.detail")
                .value(text -> assertThat((String) text).startsWith(detail));
    }

    @Test
    void aFormWithoutImagesOrWithTooManyPartsIsRefused() {
        MultipartBodyBuilder none = new MultipartBodyBuilder();
        none.part("webhookUrl", "https://hooks.example.com/a");
        refused(none, 400)
                .jsonPath("$.detail")
                .value(text -> assertThat((String) text).startsWith("There is no part 'image'"));
        MultipartBodyBuilder another = form(jpeg(1000, 7), "a.jpg");
        another.part("logo", file(jpeg(1000, 7), "b.jpg"));
        refused(another, 400)
                .jsonPath("$.detail")
                .value(text -> assertThat((String) text).startsWith("The part 'logo' is a file."));
        MultipartBodyBuilder many = new MultipartBodyBuilder();
        for (int number = 0; number < 17; number++) {
            many.part("image", file(jpeg(100, number), number + ".jpg"));
        }
        refused(many, 413);
    }

    @Test
    void sentAgainWithTheSameKeyItIsAnsweredWithTheFirstJob() {
        WebTestClient keyed = client.mutate()
                .defaultHeader("Idempotency-Key", "send-" + JobId.next())
                .build();
        Map<String, Object> first = accepted(keyed, form(jpeg(1000, 8), "a.jpg"));
        assertThat(accepted(keyed, form(jpeg(1000, 8), "a.jpg"))).isEqualTo(first);
        keyed.post()
                .uri("/v1/images")
                .body(BodyInserters.fromMultipartData(
                        form(jpeg(1000, 9), "a.jpg").build()))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/key-reused");
    }

    @Test
    void whoPrefersToWaitGetsTheResult() throws Exception {
        String name = "waiting-" + JobId.next() + ".jpg";
        CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> endJobOf(name));
        client.post()
                .uri("/v1/images")
                .header("Prefer", "respond-async, wait=15")
                .body(BodyInserters.fromMultipartData(form(jpeg(1000, 10), name).build()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Preference-Applied", "wait=15")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("completed")
                .jsonPath("$.images[0].url")
                .isEqualTo(name)
                .jsonPath("$.images[0].renditions[0].name")
                .isEqualTo("compressed");
        worker.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=soon", "respond-async", "waiting=5"})
    void whoDoesNotWaitLongEnoughGetsTheJob(String preference) {
        client.post()
                .uri("/v1/images")
                .header("Prefer", preference)
                .body(BodyInserters.fromMultipartData(
                        form(jpeg(1000, 11), "a.jpg").build()))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .doesNotExist("Preference-Applied");
    }

    private void endJobOf(String productName) {
        JobId job = database.client()
                .sql("SELECT job_id::text FROM halftone.rows WHERE product_name = :name")
                .bind("name", productName)
                .mapValue(String.class)
                .one()
                .switchIfEmpty(Mono.error(IllegalStateException::new))
                .retryWhen(Retry.fixedDelay(300, Duration.ofMillis(50)))
                .map(JobId::parse)
                .block(TIMEOUT);
        database.end(Objects.requireNonNull(job), 1, 1, "succeeded");
    }

    private int jobs() {
        return database.number("SELECT count(*) FROM halftone.jobs WHERE id <> :job", JobId.next());
    }

    private WebTestClient.BodyContentSpec refused(MultipartBodyBuilder form, int status) {
        return client.post()
                .uri("/v1/images")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
    }

    private static Map<String, Object> accepted(WebTestClient client, MultipartBodyBuilder form) {
        return Objects.requireNonNull(client.post()
                .uri("/v1/images")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
    }

    /** @param files bytes and names in turns */
    private static MultipartBodyBuilder form(Object... files) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        for (int index = 0; index < files.length; index += 2) {
            form.part("image", file((byte[]) files[index], (String) files[index + 1]));
        }
        return form;
    }

    private static ByteArrayResource file(byte[] bytes, String name) {
        return new ByteArrayResource(bytes) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    /** Only its beginning is looked at here. */
    private static byte[] jpeg(int length, int filling) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) filling);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }
}
