package dev.halftone.api.job.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.output.OutputUrls;
import dev.halftone.api.output.StoredObjects;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestS3;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final RunningApi API = RunningApi.shared();
    private static final byte[] BYTES = new byte[3_000_000];

    static {
        for (int index = 0; index < BYTES.length; index++) {
            BYTES[index] = (byte) (index % 251);
        }
    }

    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client()
            .mutate()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(2 * BYTES.length))
            .build();
    private JobId job;
    private String key;

    @BeforeAll
    void store() {
        job = database.acceptJob(3);
        database.execute(
                "UPDATE halftone.rows SET sources = ARRAY['https://img.example.com/content.jpg'] WHERE job_id = :job AND number = 1",
                Map.of("job", job.value()));
        database.execute("""
                WITH ended AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status, source_sha256)
                    SELECT :job, 1, 0, 'succeeded', sha256('content') RETURNING 1
                ), fetched AS (
                    INSERT INTO halftone.sources (sha256, md5, bytes, format, width, height, frames)
                    VALUES (sha256('content'), decode(md5('content'), 'hex'), 9, 'png', 40, 30, 1)
                ), stored AS (
                    INSERT INTO halftone.renditions (source_sha256, pipeline, key, format, bytes, width, height)
                    VALUES (sha256('content'), '97933900729d9382', 'renditions/co/content.webp', 'webp', :bytes, 40, 30)
                )
                SELECT halftone.tally(:job, count(*)::int, 0, 0, 0, 0) FROM ended
                """, Map.of("job", job.value(), "bytes", BYTES.length));
        key = "renditions/co/content.webp";
        TestS3.shared().put(RunningApi.BUCKET, key, BYTES);
        database.end(job, 3, 3, "succeeded");
    }

    @Test
    void theBytesComeWithTheirTypeAndName() {
        for (String address : new String[] {
            "-1-0/content", "-1-0/content?rendition=compressed", "-1-0/content?rendition=97933900729d9382"
        }) {
            ask("/v1/images/" + job + address)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("Content-Type", "image/webp")
                    .expectHeader()
                    .valueEquals("Content-Length", "3000000")
                    .expectHeader()
                    .valueEquals("ETag", "\"" + key + "\"")
                    .expectHeader()
                    .valueEquals("Accept-Ranges", "bytes")
                    .expectHeader()
                    .valueEquals("Cache-Control", "private, no-cache")
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("Content-Disposition", "inline; filename=\"" + job + "-1-0-compressed.webp\"")
                    .expectBody()
                    .consumeWith(answer -> assertThat(answer.getResponseBody()).isEqualTo(BYTES));
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        client.get()
                .uri("/v1/images/" + job + "-1-0/content")
                .header("If-None-Match", "\"other\", \"" + key + "\"")
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("ETag", "\"" + key + "\"")
                .expectHeader()
                .valueEquals("Cache-Control", "private, no-cache")
                .expectBody()
                .isEmpty();
        client.get()
                .uri("/v1/images/" + job + "-1-0/content")
                .header("If-None-Match", "\"other\"")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Void.class);
    }

    @Test
    void theHeadAloneIsAnsweredWithoutTheStore() {
        client.head()
                .uri("/v1/images/" + job + "-3-0/content")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Length", "40")
                .expectBody()
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=1000000-1999999, 1000000, 2000000",
        "bytes=2999990-, 2999990, 3000000",
        "bytes=-7, 2999993, 3000000",
        "bytes=2999999-9999999, 2999999, 3000000",
        "bytes=-9999999, 0, 3000000"
    })
    void aPartIsAnsweredAlone(String range, int from, int to) {
        client.get()
                .uri("/v1/images/" + job + "-1-0/content")
                .header("Range", range)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.PARTIAL_CONTENT)
                .expectHeader()
                .valueEquals("Content-Range", "bytes " + from + "-" + (to - 1) + "/3000000")
                .expectHeader()
                .valueEquals("Content-Length", Integer.toString(to - from))
                .expectBody()
                .consumeWith(
                        answer -> assertThat(answer.getResponseBody()).isEqualTo(Arrays.copyOfRange(BYTES, from, to)));
    }

    @Test
    void aPartBeyondTheEndIsRefused() {
        client.get()
                .uri("/v1/images/" + job + "-1-0/content")
                .header("Range", "bytes=3000000-")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                .expectHeader()
                .valueEquals("Content-Range", "bytes */3000000")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/range-not-satisfiable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=5-1", "bytes=x", "lines=1-2"})
    void whatIsNoSinglePartIsAnsweredWhole(String range) {
        client.get()
                .uri("/v1/images/" + job + "-1-0/content")
                .header("Range", range)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Length", "3000000")
                .expectBody(Void.class);
    }

    @Test
    void aPartOfAnotherVersionIsAnsweredWhole() {
        for (Map.Entry<String, HttpStatus> version : Map.of(
                        "\"" + key + "\"", HttpStatus.PARTIAL_CONTENT, "\"other\"", HttpStatus.OK)
                .entrySet()) {
            client.get()
                    .uri("/v1/images/" + job + "-1-0/content")
                    .header("Range", "bytes=0-9")
                    .header("If-Range", version.getKey())
                    .exchange()
                    .expectStatus()
                    .isEqualTo(version.getValue())
                    .expectBody(Void.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1-0/content?rendition=card, The image has no rendition 'card'. It has compressed.",
        "-2-0/content, The image is pending: nothing of it is stored.",
        "-3-0/content, 'The rendition is gone from the object store. Process the image again, and it is made anew.'"
    })
    void whatIsNotThereIsNotFound(String address, String detail) {
        ask("/v1/images/" + job + address)
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .doesNotExist("ETag")
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    @Test
    void theClientCanBeSentToTheStore() {
        StoredObjects never = (_, _) -> Mono.error(new AssertionError("the store is asked"));
        OutputUrls urls = () -> Mono.just(stored -> "https://cdn.example.com/" + stored);
        ContentController redirecting = new ContentController(
                new KnownImages(database.client()), never, urls, new ContentSettings(ContentSettings.Content.REDIRECT));
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        redirecting
                .read(job + "-1-0", null, exchange)
                .contextWrite(Tenant.DEFAULT::in)
                .as(StepVerifier::create)
                .assertNext(answer -> {
                    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FOUND);
                    assertThat(Objects.requireNonNull(answer.getHeaders().getLocation()))
                            .hasToString("https://cdn.example.com/" + key);
                })
                .expectComplete()
                .verify(TIMEOUT);
    }

    private WebTestClient.ResponseSpec ask(String address) {
        return client.get().uri(address).exchange();
    }
}
