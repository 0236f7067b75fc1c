package dev.halftone.api.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.job.JobId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Which images may be laid on others, and which stored object then is. */
class WatermarkHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final String MANIFEST =
            "S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n";
    private static final String GREY = "[{\"operation\":\"grayscale\"}]";
    private static final String PNG = "[{\"operation\":\"convert\",\"format\":\"png\"}]";
    private static final String SMALL = "[{\"operation\":\"resize\",\"width\":10}]";

    private final Logo logo = Logo.unknown(API);

    @Test
    void whatNobodyHasAndWhatOthersHaveIsRefusedAlike() {
        JsonNode unknown = refused("pipeline", pipeline());
        assertThat(unknown.get("detail").asString())
                .isEqualTo("pipeline: step 2: watermark: 'image' is " + logo.sha256()
                        + ", but takes the SHA-256 of an image that a"
                        + " job of yours has succeeded with. Submit that image first, and when its job has ended, take its"
                        + " `source.sha256`.");
        assertThat(unknown.at("/errors/0/pointer").asString()).isEqualTo("/1/image");

        logo.image("another", Logo.HALF, 40, 500);
        JsonNode foreign = refused("pipeline", pipeline());
        assertThat(foreign.get("detail")).isEqualTo(unknown.get("detail"));
        assertThat(foreign.get("errors")).isEqualTo(unknown.get("errors"));
        assertThat(refused("renditions", renditions()).at("/errors/0/pointer").asString())
                .isEqualTo("/1/pipeline/1/image");
    }

    @Test
    void aDryRunRefusesAsWell() {
        submit("pipeline", pipeline(), "dry_run").expectStatus().isEqualTo(422);
        logo.image("default", Logo.HALF, 40, 500);
        submit("pipeline", pipeline(), "dry_run").expectStatus().isOk();
    }

    @Test
    void theObjectIsWrittenIntoTheJobAndShownToNobody() {
        String key = logo.image("default", Logo.HALF, 40, 500);
        JobId job = accepted("renditions", renditions());

        assertThat(logo.object(job)).isEqualTo(key);
        JsonNode shown = requireNonNull(API.client()
                .get()
                .uri("/v1/jobs/" + job)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        JsonNode step = shown.at("/renditions/1/pipeline/1");
        assertThat(step.get("image").asString()).isEqualTo(logo.sha256());
        assertThat(step.has("object")).isFalse();
        accepted("pipeline", shown.at("/renditions/1/pipeline").toString());
    }

    @Test
    void noClientNamesAnObject() {
        String key = logo.image("default", Logo.HALF, 40, 500);
        JsonNode problem = refused("pipeline", pipeline().replace("\"image\"", "\"object\":\"" + key + "\",\"image\""));

        assertThat(problem.get("detail").asString())
                .isEqualTo(
                        "pipeline: step 2: watermark has no parameter 'object'; it takes image, gravity, scale, margin,"
                                + " opacity, tile.");
    }

    @Test
    void theBestOfTheTenantsOwnRenditionsIsTaken() {
        logo.image("another", PNG, 400, 5000);
        logo.image("default", SMALL, 10, 50);
        String grey = logo.image("default", GREY, 40, 900);
        assertThat(object()).isEqualTo(grey);
        String half = logo.image("default", Logo.HALF, 40, 500);
        assertThat(object()).isEqualTo(half);
        String lossless = logo.image("default", PNG, 40, 400);
        assertThat(object()).isEqualTo(lossless);
    }

    @Test
    void sentAgainItIsAnsweredAsBeforeWhateverWouldBeFoundNow() {
        logo.image("default", Logo.HALF, 40, 500);
        JobId first = submitAs("watermark-" + logo.sha256());
        logo.image("default", PNG, 40, 400);
        assertThat(submitAs("watermark-" + logo.sha256())).isEqualTo(first);
        API.database()
                .execute(
                        "DELETE FROM halftone.outcomes WHERE source_sha256 = decode(:logo, 'hex')",
                        Map.of("logo", logo.sha256()));
        assertThat(submitAs("watermark-" + logo.sha256())).isEqualTo(first);
    }

    private String pipeline() {
        return "[{\"operation\":\"grayscale\"},{\"operation\":\"watermark\",\"image\":\"" + logo.sha256() + "\"}]";
    }

    private String renditions() {
        return "[{\"name\":\"plain\",\"pipeline\":" + Logo.HALF + "},{\"name\":\"marked\",\"pipeline\":" + pipeline()
                + "}]";
    }

    private String object() {
        return logo.object(accepted("pipeline", pipeline()));
    }

    private JsonNode refused(String field, String json) {
        return requireNonNull(submit(field, json, "strict")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private JobId accepted(String field, String json) {
        return job(submit(field, json, "strict"));
    }

    private WebTestClient.ResponseSpec submit(String field, String json, String mode) {
        return request(field, json, mode).bodyValue(MANIFEST).exchange();
    }

    private JobId submitAs(String idempotencyKey) {
        return job(request("pipeline", pipeline(), "strict")
                .header("Idempotency-Key", idempotencyKey)
                .bodyValue(MANIFEST)
                .exchange());
    }

    private static WebTestClient.RequestBodySpec request(String field, String json, String mode) {
        return API.client()
                .post()
                .uri(uri -> uri.path("/v1/jobs")
                        .queryParam("mode", mode)
                        .queryParam(field, "{json}")
                        .build(json))
                .contentType(MediaType.parseMediaType("text/csv"));
    }

    private static JobId job(WebTestClient.ResponseSpec answer) {
        JsonNode body = requireNonNull(answer.expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        return new JobId(UUID.fromString(body.get("requestId").asString()));
    }
}
