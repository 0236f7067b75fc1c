package dev.halftone.api.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class AnalysesHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final String MANIFEST =
            "S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n";
    private static final String NAMES = "md5, sha256, dimensions, format, dominant-colour, blurhash, perceptual-hash.";

    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    @Test
    void everyAnalysisIsListedWithTheSchemaOfItsResults() {
        JsonNode listed = get("/v1/analyses");
        assertThat(listed)
                .extracting(analysis -> analysis.get("name").asString())
                .containsExactlyElementsOf(Analyses.names(Analyses.ALL));
        assertThat(listed)
                .allSatisfy(analysis ->
                        assertThat(analysis.get("description").asString()).isNotBlank());
        assertThat(listed.at("/2/schema/properties").propertyNames())
                .containsExactlyInAnyOrder("width", "height", "frames");
        assertThat(listed.at("/5/schema/type").asString()).isEqualTo("string");
    }

    @Test
    void whatIsAskedForIsKeptWithTheJobAndItsRetries() {
        JobId job = submitted("perceptual-hash, md5,md5");
        assertThat(asked(job)).containsExactly("md5", "perceptual-hash");
        assertThat(asked(submitted("[\"blurhash\"]"))).containsExactly("blurhash");
        assertThat(get("/v1/jobs/" + submitted("")).has("analyses")).isFalse();

        database.end(job, 1, 1, "failed");
        JsonNode retry = answer(client.post().uri("/v1/jobs/" + job + "/retry").exchange(), 202);
        assertThat(asked(JobId.parse(retry.get("requestId").asString()))).containsExactly("md5", "perceptual-hash");
    }

    @Test
    void aNameThatIsNonesIsPointedAt() {
        refused(submit("blur-hash")).jsonPath("$.errors[0].pointer").isEqualTo("/0");
        refused(submit("md5,blur-hash")).jsonPath("$.errors[0].pointer").isEqualTo("/1");
        refused(submit("[\"md5\", \"sha256\", \"blur-hash\"]"))
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/2")
                .jsonPath("$.errors[0].code")
                .isEqualTo("unknown_analysis");
        refused(process("{\"ids\": [\"%s-1-0\"], \"analyses\": [\"blur-hash\"]}".formatted(JobId.next())));
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("analyses", "blur-hash");
        refused(client.post().uri("/v1/images").bodyValue(form.build()).exchange());
        submit("[\"md5\"").expectStatus().isEqualTo(422);
    }

    @Test
    void whatWasFoundIsShownWithTheImageToThoseWhoAskedForIt() {
        JobId job = jobOf("blurhash", "dimensions");
        JobId beside = jobOf();
        found("blurhash", "\"LEHV\"");
        found("dimensions", "{\"width\": 3, \"height\": 2, \"frames\": 1}");
        found("md5", "\"what another asked for\"");

        JsonNode analyses = get("/v1/jobs/" + job + "/images?after=6.0").at("/images/0/analyses");
        assertThat(analyses.propertyNames()).containsExactly("blurhash", "dimensions");
        assertThat(analyses.get("blurhash").asString()).isEqualTo("LEHV");
        assertThat(analyses.at("/dimensions/width").asInt()).isEqualTo(3);
        assertThat(get("/v1/jobs/" + job + "/images").at("/images/0").has("analyses"))
                .isFalse();
        assertThat(get("/v1/jobs/" + beside + "/images?after=6.0")
                        .at("/images/0")
                        .has("analyses"))
                .isFalse();
        assertThat(get("/v1/images?job=" + job + "&status=succeeded").at("/images/0/analyses"))
                .isEqualTo(analyses);
        assertThat(get("/v1/images/" + job + "-7-0").get("analyses")).isEqualTo(analyses);
        // of the same bytes, and of the same tenant
        assertThat(get("/v1/images/" + beside + "-7-0").get("analyses")).isEqualTo(analyses);
        database.execute("UPDATE halftone.jobs SET tenant = 'other' WHERE id = :job", Map.of("job", job.value()));
        assertThat(get("/v1/images/" + beside + "-7-0").has("analyses")).isFalse();
    }

    @Test
    void toAnalyseTheSameImagesIsAnotherRequestThanNotTo() {
        JobId job = database.acceptJob(1);
        String ids = "{\"ids\": [\"" + job + "-1-0\"]";
        String without = accepted(process(ids + "}"));
        String with = accepted(process(ids + ", \"analyses\": [\"md5\", \"blurhash\"]}"));

        assertThat(with).isNotEqualTo(without);
        assertThat(accepted(process(ids + ", \"analyses\": \"blurhash,md5\"}"))).isEqualTo(with);
        assertThat(accepted(process(ids + ", \"analyses\": []}"))).isEqualTo(without);
        assertThat(asked(JobId.parse(with))).containsExactly("md5", "blurhash");
    }

    /** Seven rows, of which the last is done. */
    private JobId jobOf(String... analyses) {
        JobId job = database.acceptJob(7);
        database.execute(
                "UPDATE halftone.jobs SET analyses = :names::text[] WHERE id = :job",
                Map.of("job", job.value(), "names", analyses));
        database.end(job, 7, 7, "succeeded");
        return job;
    }

    /** As a worker would, of the bytes of the seventh row. */
    private void found(String name, String result) {
        database.execute("""
                INSERT INTO halftone.analyses (source_sha256, name, result) VALUES (sha256('7-1'), :name, :result::jsonb)
                ON CONFLICT DO NOTHING""", Map.of("name", name, "result", result));
    }

    private WebTestClient.ResponseSpec submit(String analyses) {
        return client.post()
                .uri(uri -> uri.path("/v1/jobs")
                        .queryParam("analyses", "{analyses}")
                        .build(analyses))
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(MANIFEST)
                .exchange();
    }

    private JobId submitted(String analyses) {
        return JobId.parse(accepted(submit(analyses)));
    }

    private WebTestClient.ResponseSpec process(String body) {
        return client.post()
                .uri("/v1/images/process")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String accepted(WebTestClient.ResponseSpec answer) {
        return answer(answer, 202).get("requestId").asString();
    }

    private static WebTestClient.BodyContentSpec refused(WebTestClient.ResponseSpec answer) {
        return answer.expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unknown-analysis")
                .jsonPath("$.detail")
                .isEqualTo("analyses: no analysis is called 'blur-hash'; there are " + NAMES);
    }

    private List<String> asked(JobId job) {
        return get("/v1/jobs/" + job)
                .get("analyses")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private JsonNode get(String address) {
        return answer(client.get().uri(address).exchange(), 200);
    }

    private static JsonNode answer(WebTestClient.ResponseSpec answer, int status) {
        return requireNonNull(answer.expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
