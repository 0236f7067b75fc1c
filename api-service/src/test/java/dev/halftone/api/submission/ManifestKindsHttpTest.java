package dev.halftone.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestS3;
import dev.halftone.job.JobId;
import dev.halftone.upload.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Manifests of all kinds, from the request to the report. */
class ManifestKindsHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final byte[] SMALL = gif(300);
    private static final byte[] LARGE = gif(5_500_000);

    private final RunningApi api = RunningApi.shared();
    private final TestS3 s3 = TestS3.shared();

    @Test
    void aListOfUrlsIsAJobWithThemAsItsReport() {
        JsonNode accepted =
                submit("text/plain", "# ours\nhttps://img.example.com/1.jpg\n\nhttps://img.example.com/2.jpg\n");
        assertThat(accepted.get("rows").asInt()).isEqualTo(2);
        assertThat(report(accepted))
                .startsWith(
                        "Input Image Urls,Output Image Urls,Status,Failures\r\nhttps://img.example.com/1.jpg,,pending,\r\n");
        assertThat(images(accepted))
                .extracting(image -> image.get("serialNumber").asString())
                .containsExactly("2", "4");
    }

    @Test
    void imagesInADocumentAreStoredBeforeTheAnswerAndShownByTheirNames() {
        JsonNode accepted = submit("application/json", document(SMALL, LARGE, ""));
        assertThat(accepted.get("images").asInt()).isEqualTo(3);
        List<Upload> uploads = uploads(accepted);
        assertThat(uploads).extracting(Upload::name).containsExactly("small", "image 3");
        assertThat(s3.object(RunningApi.BUCKET, uploads.get(0).key())).isEqualTo(SMALL);
        assertThat(s3.object(RunningApi.BUCKET, uploads.get(1).key())).isEqualTo(LARGE);
        assertThat(api.database().number("""
                        SELECT sum(jobs) FROM halftone.uploads JOIN halftone.job_uploads ON upload_id = id WHERE job_id = :job
                        """, id(accepted))).isEqualTo(2);
        assertThat(images(accepted))
                .extracting(image -> image.get("url").asString())
                .containsExactly("small", "https://img.example.com/a.jpg", "image 3");
        assertThat(report(accepted))
                .startsWith("Name,Input Image Urls,Output Image Urls,Status,Failures\r\nsmall,small,,pending,\r\n");
    }

    @Test
    void filtersMayFollowTheImagesAndCompressLast() {
        JsonNode accepted = submit(
                "application/json",
                document(SMALL, SMALL, ",\"filters\":[{\"name\":\"resize\",\"params\":{\"width\":60}}]"));
        JsonNode pipeline = job(accepted).get("renditions").get(0).get("pipeline");
        assertThat(pipeline.get(0).get("operation").asString()).isEqualTo("resize");
        assertThat(pipeline.get(1).get("operation").asString()).isEqualTo("compress");
        refused(422, document(SMALL, SMALL, ",\"filters\":[{\"name\":\"CONTORT\"}]"), problem -> {
            assertThat(problem.get("detail").asString()).contains("'CONTORT'");
            assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/filters/0/name");
        });
        refused(
                422,
                document(
                        SMALL,
                        SMALL,
                        ",\"filters\":[{\"name\":\"CONTOUR\",\"params\":null},{\"name\":\"GaussianBlur\",\"params\":{\"radius\":\"x\"}}]"),
                problem -> assertThat(
                                problem.get("errors").get(0).get("pointer").asString())
                        .isEqualTo("/filters/1/params/radius"));
        refused(
                400,
                document(SMALL, SMALL, ",\"filters\":[],\"pipeline\":[{\"operation\":\"grayscale\"}]"),
                problem -> assertThat(problem.get("detail").asString()).contains("only one of"));
        refused(
                400,
                document(SMALL, SMALL, ",\"mode\":\"lax\""),
                problem -> assertThat(
                                problem.get("errors").get(0).get("pointer").asString())
                        .isEqualTo("/mode"));
    }

    @Test
    void whatIsWrongIsToldByItsPointerAndNoJobRefersToWhatWasStored() {
        long before = unreferred();
        refused(
                422,
                "{\"images\":[{\"name\":\"good\",\"data\":\"" + base64(SMALL) + "\"},{\"data\":\"aGVsbG8=\"}]}",
                problem -> {
                    JsonNode error = problem.get("errors").get(0);
                    assertThat(error.get("pointer").asString()).isEqualTo("/images/1/data");
                    assertThat(error.get("line").asInt()).isEqualTo(1);
                    assertThat(error.get("code").asString()).isEqualTo("unsupported_format");
                    assertThat(error.has("column")).isFalse();
                });
        assertThat(unreferred()).isEqualTo(before + 1);
        JsonNode lenient = submit(
                "application/x-ndjson",
                "nonsense\n{\"url\":\"https://img.example.com/a.jpg\"}\n{\"url\":1}\n",
                "?mode=lenient");
        assertThat(lenient.get("rejectedRows").asInt()).isEqualTo(2);
        JsonNode rejected =
                get("/v1/jobs/" + id(lenient) + "/rejected-rows").get("errors").get(1);
        assertThat(rejected.get("pointer").asString()).isEqualTo("/url");
        assertThat(rejected.get("line").asInt()).isEqualTo(3);
    }

    @Test
    void aDryRunStoresNoImage() {
        long before = unreferred();
        JsonNode validated = json(post("application/json", "?mode=dry_run", document(SMALL, LARGE, ""))
                .expectStatus()
                .isOk());
        assertThat(validated.get("images").asInt()).isEqualTo(3);
        assertThat(unreferred()).isEqualTo(before);
    }

    @Test
    void aFormsFileIsOfTheKindThatItsNameSays() {
        JsonNode accepted = form("images.jsonl", "{\"url\":\"https://img.example.com/a.jpg\"}\n");
        assertThat(report(accepted)).startsWith("Name,");
        assertThat(report(form("urls.txt", "https://img.example.com/a.jpg\n"))).startsWith("Input Image Urls,");
        assertThat(report(form("data", "S. No.,Product Name,Input Image Urls\n1,a,https://img.example.com/a.jpg\n")))
                .startsWith("S. No.,");
    }

    @Test
    void anyKindMayBeGzipped() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(document(SMALL, LARGE, "").getBytes(StandardCharsets.UTF_8));
        }
        api.client()
                .post()
                .uri("/v1/jobs")
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                .bodyValue(packed.toByteArray())
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    @Test
    void aDocumentSentAgainWithItsKeyIsAnsweredWithTheFirstJob() {
        String document = document(SMALL, SMALL, ",\"mode\":\"lenient\"");
        String key = UUID.randomUUID().toString();
        List<JobId> ids = Stream.generate(() -> api.client()
                        .post()
                        .uri("/v1/jobs")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", key)
                        .bodyValue(document)
                        .exchange())
                .limit(2)
                .map(answer -> id(accepted(answer)))
                .toList();
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    }

    private JsonNode form(String name, String content) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part(
                        "file",
                        new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)),
                        MediaType.APPLICATION_OCTET_STREAM)
                .filename(name);
        return accepted(
                api.client().post().uri("/v1/jobs").bodyValue(form.build()).exchange());
    }

    private JsonNode submit(String type, String manifest) {
        return submit(type, manifest, "");
    }

    private JsonNode submit(String type, String manifest, String query) {
        return accepted(post(type, query, manifest));
    }

    private WebTestClient.ResponseSpec post(String type, String query, String manifest) {
        return api.client()
                .mutate()
                .responseTimeout(TIMEOUT)
                .build()
                .post()
                .uri("/v1/jobs" + query)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue(manifest.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private static JsonNode accepted(WebTestClient.ResponseSpec answer) {
        return json(answer.expectStatus().isAccepted());
    }

    private static JsonNode json(WebTestClient.ResponseSpec answer) {
        return JsonMapper.shared().readTree(text(answer));
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(String.class).returnResult().getResponseBody());
    }

    private void refused(int status, String document, Consumer<JsonNode> problem) {
        problem.accept(
                json(post("application/json", "", document).expectStatus().isEqualTo(status)));
    }

    private String report(JsonNode accepted) {
        return text("/v1/jobs/" + id(accepted) + "/report.csv");
    }

    private List<JsonNode> images(JsonNode accepted) {
        return List.copyOf(
                get("/v1/jobs/" + id(accepted) + "/images").get("images").values());
    }

    private JsonNode job(JsonNode accepted) {
        return get("/v1/jobs/" + id(accepted));
    }

    private JsonNode get(String path) {
        return JsonMapper.shared().readTree(text(path));
    }

    private String text(String path) {
        return text(api.client().get().uri(path).exchange().expectStatus().isOk());
    }

    private List<Upload> uploads(JsonNode accepted) {
        return api.database()
                .client()
                .sql("SELECT unnest(sources) FROM halftone.rows WHERE job_id = :job ORDER BY number")
                .bind("job", id(accepted).value())
                .mapValue(String.class)
                .all()
                .flatMapIterable(source -> Upload.of(source).stream().toList())
                .collectList()
                .blockOptional(TIMEOUT)
                .orElseThrow();
    }

    private long unreferred() {
        return api.database()
                .number(
                        "SELECT count(*) FROM halftone.uploads WHERE jobs = 0 AND :job::uuid IS NOT NULL",
                        JobId.next());
    }

    private static JobId id(JsonNode accepted) {
        return JobId.parse(accepted.get("requestId").asString());
    }

    private static String document(byte[] first, byte[] last, String more) {
        return "{\"images\":[{\"name\":\"small\",\"data\":\"" + base64(first)
                + "\"},{\"url\":\"https://img.example.com/a.jpg\"},{\"data\":\"data:image/gif;base64," + base64(last)
                + "\"}]"
                + more + "}";
    }

    private static byte[] gif(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 6);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
