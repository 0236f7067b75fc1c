package dev.halftone.api.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.image.OperationType;
import dev.halftone.image.Operations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class OperationsHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final String MANIFEST =
            "S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n";

    private final WebTestClient client = API.client();

    private JsonNode get(String address) {
        return requireNonNull(client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static List<String> names() {
        return Operations.ALL.stream().map(OperationType::name).toList();
    }

    @Test
    void everyOperationIsListedWithAllThatItTakes() {
        JsonNode listed = get("/v1/operations");
        assertThat(listed)
                .extracting(operation -> operation.get("name").asString())
                .containsExactlyElementsOf(names());
        JsonNode resize = listed.get(0);
        assertThat(resize.get("description").asString()).isNotBlank();
        JsonNode width = resize.get("parameters").get(0);
        assertThat(width.get("name").asString()).isEqualTo("width");
        assertThat(width.get("required").asBoolean()).isFalse();
        assertThat(width.get("allowed").asString()).isEqualTo("a whole number from 1 to 16384");
        assertThat(width.at("/schema/type").asString()).isEqualTo("integer");
        assertThat(width.at("/schema/maximum").asInt()).isEqualTo(16_384);
        assertThat(resize.at("/parameters/2/schema/default").asString()).isEqualTo("inside");
        assertThat(resize.at("/schema/properties/fit/enum")).hasSize(4);
        assertThat(resize.at("/schema/additionalProperties").asBoolean()).isFalse();
    }

    @Test
    void theDescriptionHasASchemaOfEachAsItIsDeclared() throws InterruptedException {
        JsonNode description = description();
        JsonNode schemas = description.at("/components/schemas");
        assertThat(schemas.at("/Submission/properties/pipeline/contentSchema/$ref")
                        .asString())
                .isEqualTo(schemas.at("/Rendition/properties/pipeline/$ref").asString())
                .isEqualTo("#/components/schemas/Pipeline");
        assertThat(schemas.at("/Pipeline/items/$ref").asString()).isEqualTo("#/components/schemas/PipelineStep");
        JsonNode step = schemas.get("PipelineStep");
        JsonNode listed = get("/v1/operations");
        assertThat(step.at("/discriminator/propertyName").asString()).isEqualTo("operation");
        assertThat(step.get("oneOf")).hasSameSizeAs(listed);
        for (int index = 0; index < listed.size(); index++) {
            JsonNode operation = listed.get(index);
            String reference = step.at("/discriminator/mapping")
                    .get(operation.get("name").asString())
                    .asString();
            assertThat(step.at("/oneOf/" + index + "/$ref").asString()).isEqualTo(reference);
            JsonNode schema = description.at(reference.substring(1));
            assertThat(schema.get("properties").propertyNames())
                    .isEqualTo(operation.at("/schema/properties").propertyNames());
            assertThat(schema.get("required")).containsExactlyInAnyOrderElementsOf(operation.at("/schema/required"));
            assertThat(schema.at("/properties/operation/const")).isEqualTo(operation.get("name"));
        }
        JsonNode width = description.at("/components/schemas/PipelineStep.resize/properties/width");
        assertThat(width.get("type").asString()).isEqualTo("integer");
        assertThat(width.get("maximum").asInt()).isEqualTo(16_384);
        assertThat(description.at("/components/schemas/PipelineStep.resize/allOf/0/anyOf"))
                .hasSize(2);
    }

    @Test
    void theDescriptionHasTheResultsOfAnalysesAsImagesShowThem() throws InterruptedException {
        JsonNode schemas = description().at("/components/schemas");
        JsonNode results = schemas.at("/AnalysisResults/properties");
        assertThat(results.propertyNames()).containsExactlyElementsOf(Analyses.names(Analyses.ALL));
        assertThat(results.at("/blurhash/pattern").asString()).endsWith("{28}$");
        for (String image : List.of("Image", "ImageFacts")) {
            assertThat(schemas.at("/" + image + "/properties/analyses/$ref").asString())
                    .isEqualTo("#/components/schemas/AnalysisResults");
        }
    }

    /** In the making when the service has just started. */
    private JsonNode description() throws InterruptedException {
        for (int count = 0; count < 300 && !isDescribed(); count++) {
            Thread.sleep(100);
        }
        return get("/v3/api-docs");
    }

    private boolean isDescribed() {
        return client.get()
                .uri("/v3/api-docs")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .is2xxSuccessful();
    }

    @Test
    void aFaultyStepIsPointedAt() {
        client.post()
                .uri(uri -> uri.path("/v1/jobs")
                        .queryParam("pipeline", "{pipeline}")
                        .build("[{\"operation\":\"grayscale\"},{\"operation\":\"GaussianBlur\",\"radius\":1000}]"))
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(MANIFEST)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(
                        "pipeline: step 2: GaussianBlur: 'radius' is 1000, but takes a number from 0.0 to 100.0, or a list of 2 such numbers.")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/1/radius")
                .jsonPath("$.errors.length()")
                .isEqualTo(1);
    }

    @Test
    void whatPillowTakesIsTaken() {
        client.post()
                .uri(
                        uri -> uri.path("/v1/jobs")
                                .queryParam("mode", "dry_run")
                                .queryParam("pipeline", "{pipeline}")
                                .build(
                                        "[{\"operation\":\"Kernel\",\"size\":[3,3],\"kernel\":[1,2,1,2,4,2,1,2,1],\"scale\":null}]"))
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(MANIFEST)
                .exchange()
                .expectStatus()
                .isOk();
    }
}
