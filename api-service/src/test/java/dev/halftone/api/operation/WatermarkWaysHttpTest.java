package dev.halftone.api.operation;

import static dev.halftone.api.operation.Logo.HALF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.job.JobId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** Whichever way images and what is to be made of them come, what is laid on them is found or refused. */
class WatermarkWaysHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final String LIST = "https://img.example.com/1.jpg\n";
    private static final String DOCUMENT = "{\"images\":[{\"url\":\"https://img.example.com/1.jpg\"}],";

    private final Logo logo = Logo.unknown(API);

    /** How what is asked for is sent, and where its fault is then pointed at. */
    enum Way {
        FILTERS("/0/params/image"),
        PIPELINE_AFTER_THE_MANIFEST("/1/image"),
        PIPELINE_IN_A_DOCUMENT("/pipeline/1/image"),
        FILTERS_IN_A_DOCUMENT("/filters/0/params/image"),
        SENT("/1/image"),
        PROCESSED_AGAIN("/1/image");

        private final String pointer;

        Way(String pointer) {
            this.pointer = pointer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyHasIsRefusedWhereItStandsAndWhatIsFoundIsWrittenIntoTheJob(Way way) {
        JsonNode problem = body(send(way).expectStatus().isEqualTo(422));
        assertThat(problem.get("type").asString()).isEqualTo("/problems/invalid-pipeline");
        assertThat(problem.get("detail").asString()).contains("watermark: 'image' is " + logo.sha256());
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(way.pointer);

        String key = logo.image("default", HALF, 40, 500);
        JobId job = JobId.parse(
                body(send(way).expectStatus().isAccepted()).get("requestId").asString());
        assertThat(logo.object(job)).isEqualTo(key);
        assertThat(body(get("/v1/images/" + job + "-1-0")).get("id").asString()).isEqualTo(job + "-1-0");
        assertThat(body(get("/v1/images?limit=1")).at("/images/0/id").asString())
                .isEqualTo(job + "-1-0");
    }

    private ResponseSpec send(Way way) {
        String image = "\"image\":\"" + logo.sha256() + "\"";
        String pipeline = "[{\"operation\":\"grayscale\"},{\"operation\":\"watermark\"," + image + "}]";
        String filters = "[{\"name\":\"watermark\",\"params\":{" + image + "}}]";
        return switch (way) {
            case FILTERS -> submit("filters", filters);
            case PIPELINE_AFTER_THE_MANIFEST -> form("/v1/jobs", "file", manifest(), pipeline);
            case PIPELINE_IN_A_DOCUMENT -> json("/v1/jobs", DOCUMENT + "\"pipeline\":" + pipeline + "}");
            case FILTERS_IN_A_DOCUMENT -> json("/v1/jobs", DOCUMENT + "\"filters\":" + filters + "}");
            case SENT -> form("/v1/images", "image", photo(), pipeline);
            case PROCESSED_AGAIN -> processAgain(pipeline);
        };
    }

    private static ResponseSpec submit(String option, String value) {
        return API.client()
                .post()
                .uri(uri -> uri.path("/v1/jobs").queryParam(option, "{value}").build(value))
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(LIST)
                .exchange();
    }

    private static ResponseSpec json(String path, String body) {
        return API.client()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static ResponseSpec form(String path, String part, ByteArrayResource file, String pipeline) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part(part, file);
        form.part("pipeline", pipeline);
        return API.client()
                .post()
                .uri(path)
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    private static ResponseSpec processAgain(String pipeline) {
        String image = API.database().acceptJob(1) + "-1-0";
        return json("/v1/images/process", "{\"ids\":[\"" + image + "\"],\"pipeline\":" + pipeline + "}");
    }

    private static ByteArrayResource manifest() {
        return file(
                "products.csv",
                "S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n".getBytes(UTF_8));
    }

    /** Only its beginning is looked at here. */
    private static ByteArrayResource photo() {
        return file(
                "photo.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }

    private static ByteArrayResource file(String name, byte[] bytes) {
        return new ByteArrayResource(bytes) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private static ResponseSpec get(String path) {
        return API.client().get().uri(path).exchange().expectStatus().isOk();
    }

    private static JsonNode body(ResponseSpec answer) {
        return requireNonNull(answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
