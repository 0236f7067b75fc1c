package dev.halftone.api.submission;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.submission.RunningApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static @Nullable RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api().close();
    }

    private static RunningApi api() {
        return requireNonNull(running);
    }

    private static JsonNode submit() throws Exception {
        return api().get("/v3/api-docs").json().at("/paths/~1v1~1jobs/post");
    }

    @Test
    void isOpenApi31WithATitle() throws Exception {
        JsonNode description = api().get("/v3/api-docs").json();
        assertThat(description.get("openapi").asString()).startsWith("3.1");
        assertThat(description.at("/info/title").asString()).isEqualTo("Halftone");
        assertThat(description.at("/info/version").asString()).isEqualTo("v1");
    }

    @Test
    void isTheSameForWhoeverAsks() throws Exception {
        for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
            Answer first = api().get(path);
            Answer again = api().send(
                            api().request(path).header("Accept-Language", "xx").GET());
            assertThat(again.response().body())
                    .isEqualTo(first.response().body())
                    .doesNotContain("localhost");
            assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(again.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void documentsEveryBodyOfASubmission() throws Exception {
        JsonNode content = submit().at("/requestBody/content");
        assertThat(content.propertyNames())
                .containsExactlyInAnyOrder(
                        "multipart/form-data", "text/csv", "text/plain", "application/json", "application/x-ndjson");
        assertThat(content.at("/text~1csv/examples/manifest/value").asString()).startsWith("S. No.,");
        JsonNode form = api().get("/v3/api-docs").json().at("/components/schemas/Submission");
        assertThat(form.get("properties").propertyNames())
                .containsExactlyInAnyOrder(
                        "file", "mode", "pipeline", "filters", "renditions", "analyses", "webhookUrl", "webhookSecret");
        form.get("properties")
                .forEach(
                        field -> assertThat(field.get("description").asString()).isNotBlank());
        assertThat(submit().get("parameters"))
                .extracting(parameter -> parameter.get("name").asString())
                .containsExactlyInAnyOrder(
                        "mode", "pipeline", "filters", "renditions", "analyses", "webhookUrl", "Idempotency-Key");
    }

    @Test
    void documentsEveryStatusOfASubmissionWithAnExample() throws Exception {
        Map<String, Set<String>> examples = Map.ofEntries(
                entry("200", Set.of("validated")),
                entry("202", Set.of("accepted")),
                entry("400", Set.of("malformed-request")),
                entry("401", Set.of("unauthenticated")),
                entry("403", Set.of("forbidden")),
                entry("408", Set.of("request-timeout")),
                entry("409", Set.of("key-busy")),
                entry("413", Set.of("too-large")),
                entry("415", Set.of("unsupported-media-type")),
                entry(
                        "422",
                        Set.of(
                                "rejected-rows",
                                "invalid-pipeline",
                                "unknown-analysis",
                                "invalid-webhook",
                                "key-reused")),
                entry("429", Set.of("quota-exceeded")),
                entry("503", Set.of("unavailable")));
        JsonNode responses = submit().get("responses");
        assertThat(responses.propertyNames()).containsExactlyInAnyOrderElementsOf(examples.keySet());
        examples.forEach((status, names) -> {
            JsonNode content = responses.at("/" + status + "/content");
            String type = Integer.parseInt(status) < 300 ? "application/json" : "application/problem+json";
            assertThat(content.propertyNames()).as(status).containsExactly(type);
            assertThat(content.get(type).get("examples").propertyNames())
                    .as(status)
                    .containsExactlyInAnyOrderElementsOf(names);
        });
    }

    @Test
    void showsExamplesThatHaveTheShapeOfRealAnswers() throws Exception {
        String good = RunningApi.HEADER + "1,Beanie,https://e.com/a.png\n";
        String bad = good + "2,,https://e.com/b.png\n";
        assertShape("202", "accepted", api().submitCsv("?webhookUrl=https://e.com/hook", good));
        assertShape("200", "validated", api().submitCsv("?mode=dry_run", bad));
        assertShape("422", "rejected-rows", api().submitCsv("", bad));
        assertShape("422", "invalid-pipeline", api().submitCsv("?pipeline=nope", good));
        assertShape("422", "unknown-analysis", api().submitCsv("?analyses=blur-hash", good));
        assertShape("400", "malformed-request", api().submitForm(new FormBody().field("mode", "strict")));
    }

    private static void assertShape(String status, String name, Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(Integer.parseInt(status));
        JsonNode example = submit().at("/responses/" + status + "/content")
                .iterator()
                .next()
                .at("/examples/" + name + "/value");
        assertThat(answer.json().propertyNames()).isEqualTo(example.propertyNames());
        assertThat(example.path("type")).isEqualTo(answer.json().path("type"));
        assertThat(example.path("errors").path(0).propertyNames())
                .isEqualTo(answer.json().path("errors").path(0).propertyNames());
    }

    @Test
    void describesTheProblemOnceForAllCalls() throws Exception {
        JsonNode problem = api().get("/v3/api-docs").json().at("/components/schemas/Problem/properties");
        assertThat(problem.propertyNames())
                .contains("type", "title", "status", "detail", "instance", "errors", "rejectedRows", "errorId");
        problem.forEach(field ->
                assertThat(field.has("description") || field.has("$ref")).isTrue());
    }

    @Test
    void saysOfEveryErrorOfEveryCallThatItIsAProblem() throws Exception {
        List<JsonNode> errors = new ArrayList<>();
        api().get("/v3/api-docs")
                .json()
                .get("paths")
                .forEach(path -> path.forEach(call -> call.get("responses").properties().stream()
                        .filter(answer -> Integer.parseInt(answer.getKey()) >= 400)
                        .forEach(answer -> errors.add(answer.getValue().path("content")))));
        assertThat(errors).hasSizeGreaterThan(20).allSatisfy(content -> {
            assertThat(content.propertyNames()).containsExactly("application/problem+json");
            assertThat(content.at("/application~1problem+json/schema/$ref").asString())
                    .isEqualTo("#/components/schemas/Problem");
        });
    }

    @Test
    void servesAPageToTryItOn() throws Exception {
        Answer page = api().get("/docs");
        assertThat(page.status()).isBetween(200, 302);
    }
}
