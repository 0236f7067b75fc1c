package dev.halftone.api.servers;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An api that asks for keys, and those who have one. */
public record KeyedApi(RunningApi api) {

    public static final String ADMIN_KEY = "0123456789abcdef0123456789abcdef";

    public static KeyedApi start(TestDatabase database, String... settings) {
        return new KeyedApi(RunningApi.start(
                database,
                Stream.concat(Stream.of("--halftone.access.admin-key=" + ADMIN_KEY), Stream.of(settings))
                        .toArray(String[]::new)));
    }

    /** A client without a key. */
    public WebTestClient nobody() {
        return api.client();
    }

    public WebTestClient administrator() {
        return withKey(ADMIN_KEY);
    }

    public WebTestClient withKey(String key) {
        return api.client()
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key)
                .build();
    }

    /** A client with a new key of the tenant. */
    public WebTestClient tenant(String tenant) {
        return withKey(
                makeKey(Map.of("tenant", tenant, "name", "test")).get("secret").asString());
    }

    /** The answer to a key that is asked for. */
    public JsonNode makeKey(Map<String, String> wanted) {
        return Objects.requireNonNull(administrator()
                .post()
                .uri("/v1/admin/keys")
                .bodyValue(wanted)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    /** The API's description, which is in the making when the service has just started. */
    public JsonNode description() throws InterruptedException {
        EntityExchangeResult<byte[]> answer = askForDescription();
        for (int count = 0; count < 300 && !answer.getStatus().is2xxSuccessful(); count++) {
            Thread.sleep(100);
            answer = askForDescription();
        }
        return JsonMapper.shared().readTree(answer.getResponseBody());
    }

    private EntityExchangeResult<byte[]> askForDescription() {
        return nobody().get().uri("/v3/api-docs").exchange().expectBody().returnResult();
    }

    public void stop() {
        api.stop();
    }
}
