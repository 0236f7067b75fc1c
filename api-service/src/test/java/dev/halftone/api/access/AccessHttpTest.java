package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessHttpTest {

    private final TestDatabase database = TestDatabase.create();
    private final KeyedApi api = KeyedApi.start(database);

    @AfterAll
    void stop() {
        api.stop();
    }

    private static WebTestClient.ResponseSpec jobs(WebTestClient client) {
        return client.get().uri("/v1/jobs").exchange();
    }

    private static void expectRefused(WebTestClient.ResponseSpec answer, String challenge) {
        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unauthenticated");
    }

    @Test
    void whoHasNoKeyIsToldHowToSendOne() {
        expectRefused(jobs(api.nobody()), "Bearer realm=\"halftone\"");
        expectRefused(
                jobs(api.nobody()
                        .mutate()
                        .defaultHeaders(headers -> headers.setBasicAuth("user", "password"))
                        .build()),
                "Bearer realm=\"halftone\"");
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        String made = api.makeKey(Map.of("tenant", "shop", "name", "test"))
                .get("secret")
                .asString();
        for (String key : List.of(
                KeySecret.next().text(),
                made.toLowerCase(Locale.ROOT),
                "ht_",
                "x",
                "ey.not.ours",
                KeyedApi.ADMIN_KEY + "0")) {
            expectRefused(jobs(api.withKey(key)), "Bearer realm=\"halftone\", error=\"invalid_token\"");
        }
        expectRefused(jobs(api.withKey("two words")), "Bearer realm=\"halftone\", error=\"invalid_token\"");
        jobs(api.withKey(made)).expectStatus().isOk();
    }

    @Test
    void pagesAndProbesAreForAllAndMetricsAreNot() throws Exception {
        assertThat(api.description().has("paths")).isTrue();
        for (String address : List.of(
                "/",
                "/jobs/0199d3a1-7c00-7000-8000-000000000001",
                "/dashboard/api.js",
                "/problems/unauthenticated",
                "/actuator/health/liveness")) {
            api.nobody().get().uri(address).exchange().expectStatus().isOk();
        }
        api.nobody().get().uri("/docs").exchange().expectStatus().is3xxRedirection();
        api.nobody()
                .get()
                .uri("/webjars/swagger-ui/index.html")
                .exchange()
                .expectStatus()
                .isOk();
        String health = body(api.nobody(), "/actuator/health");
        assertThat(health).contains("UP").doesNotContain("components", "details");
        assertThat(body(api.nobody(), "/actuator/health/readiness")).doesNotContain("details", "database");
        for (String closed : List.of("/actuator", "/actuator/prometheus", "/actuator/env", "/anything")) {
            api.nobody().get().uri(closed).exchange().expectStatus().isUnauthorized();
        }
        api.tenant("shop")
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(body(api.administrator(), "/actuator/prometheus")).contains("halftone_access_refused");
    }

    private static String body(WebTestClient client, String address) {
        return Objects.requireNonNull(client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void answersAreKeptByNobodyAndStartNoSession() {
        HttpHeaders headers = jobs(api.tenant("shop")).returnResult(Void.class).getResponseHeaders();
        assertThat(headers.getCacheControl()).contains("no-store");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.getFirst("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(headers.containsHeader(HttpHeaders.SET_COOKIE)).isFalse();
        assertThat(headers.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN))
                .isFalse();
        HttpHeaders page =
                api.nobody().get().uri("/").exchange().returnResult(Void.class).getResponseHeaders();
        assertThat(page.getFirst("Content-Security-Policy")).contains("script-src 'self'");
        assertThat(page.getCacheControl()).isEqualTo("no-cache");
    }

    @Test
    void noAnswerIsShownAsAPageOrFramedButThePages() {
        WebTestClient client = api.tenant("shop");
        for (String address : List.of(
                "/v1/jobs",
                "/v1/nothing",
                "/v1/jobs;x=1",
                "/problems",
                "/v3/api-docs",
                "/actuator/health",
                "/nothing")) {
            HttpHeaders headers = client.get()
                    .uri(address)
                    .exchange()
                    .returnResult(Void.class)
                    .getResponseHeaders();
            assertThat(headers.getFirst("Content-Security-Policy"))
                    .as(address)
                    .startsWith("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.getFirst("X-Content-Type-Options")).as(address).isEqualTo("nosniff");
            assertThat(headers.getFirst("Referrer-Policy")).as(address).isEqualTo("no-referrer");
            assertThat(headers.getCacheControl()).as(address).contains("no-store");
            assertThat(headers.getContentType())
                    .as(address)
                    .isNotNull()
                    .satisfies(type -> assertThat(type.getSubtype()).endsWith("json"));
        }
        HttpHeaders docs = api.nobody()
                .get()
                .uri("/webjars/swagger-ui/index.html")
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders();
        assertThat(docs.getFirst("Content-Security-Policy")).contains("script-src 'self';", "frame-ancestors 'none'");
    }

    @Test
    void aKeyIsShownOnceAndKeptAsAHash() {
        JsonNode made = api.makeKey(Map.of("tenant", "shop", "name", "nightly import"));
        String secret = made.get("secret").asString();
        String listed = body(api.administrator(), "/v1/admin/keys?tenant=shop");
        assertThat(listed)
                .contains("nightly import", made.get("key").get("id").asString(), secret.substring(0, 7))
                .doesNotContain(secret.substring(7));
        assertThat(body(api.administrator(), "/v1/admin/keys?tenant=other")).isEqualTo("{\"keys\":[]}");
        assertThat(count("SELECT count(*) FROM halftone.api_keys AS k WHERE k::text LIKE '%" + secret.substring(7)
                        + "%'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM halftone.api_keys WHERE sha256 = sha256('" + secret + "')"))
                .isOne();
    }

    @Test
    void theUseOfAKeyIsNotedToTheHour() {
        JsonNode made = api.makeKey(Map.of("tenant", "shop", "name", "test"));
        String used = "SELECT count(*) FROM halftone.api_keys WHERE id = '%s' AND last_used_at IS NOT NULL"
                .formatted(made.get("key").get("id").asString());
        assertThat(count(used)).isZero();
        jobs(api.withKey(made.get("secret").asString())).expectStatus().isOk();
        assertThat(count(used)).isOne();
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndSoonElsewhere() throws Exception {
        KeyedApi other = KeyedApi.start(database, "--halftone.access.memory=500ms");
        try {
            JsonNode made = api.makeKey(Map.of("tenant", "shop", "name", "test"));
            WebTestClient here = api.withKey(made.get("secret").asString());
            WebTestClient elsewhere = other.withKey(made.get("secret").asString());
            jobs(here).expectStatus().isOk();
            jobs(elsewhere).expectStatus().isOk();
            String address = "/v1/admin/keys/" + made.get("key").get("id").asString();
            api.administrator().delete().uri(address).exchange().expectStatus().isNoContent();
            jobs(here).expectStatus().isUnauthorized();
            api.administrator().delete().uri(address).exchange().expectStatus().isNoContent();
            Instant end = Instant.now().plusSeconds(10);
            while (jobs(elsewhere).returnResult(Void.class).getStatus().is2xxSuccessful()) {
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(50);
            }
        } finally {
            other.stop();
        }
    }

    @Test
    void aReplacedKeyWorksAsLongAsWasAskedFor() {
        JsonNode made = api.makeKey(Map.of("tenant", "shop", "name", "test"));
        JsonNode second = rotate(made, "?overlap=1h");
        WebTestClient old = api.withKey(made.get("secret").asString());
        jobs(old).expectStatus().isOk();
        jobs(api.withKey(second.get("secret").asString())).expectStatus().isOk();
        assertThat(second.get("key").get("name").asString()).isEqualTo("test");
        assertThat(second.get("key").has("expiresAt")).isFalse();
        api.administrator()
                .post()
                .uri("/v1/admin/keys/" + made.get("key").get("id").asString() + "/rotate")
                .exchange()
                .expectStatus()
                .isNotFound();
        rotate(second, "?overlap=0s");
        jobs(api.withKey(second.get("secret").asString())).expectStatus().isUnauthorized();
        for (String wrong : List.of("31d", "-1s", "soon", "")) {
            api.administrator()
                    .post()
                    .uri("/v1/admin/keys/5f0c8a54-6df0-4b3e-9a0b-7d0a3f6c1e11/rotate?overlap=" + wrong)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
        assertThat(
                        count(
                                "SELECT count(*) FROM halftone.api_keys WHERE expires_at BETWEEN now() + interval '59 minutes' AND now() + interval '1 hour'"))
                .isOne();
    }

    private JsonNode rotate(JsonNode made, String query) {
        return Objects.requireNonNull(api.administrator()
                .post()
                .uri("/v1/admin/keys/" + made.get("key").get("id").asString() + "/rotate" + query)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void aKeyExpiresInTheMomentThatWasSet() throws Exception {
        Instant end = Instant.now().plusSeconds(6);
        WebTestClient client =
                api.withKey(api.makeKey(Map.of("tenant", "shop", "name", "test", "expiresAt", end.toString()))
                        .get("secret")
                        .asString());
        boolean wasAnswered = false;
        while (Instant.now().isBefore(end)) {
            wasAnswered |= jobs(client).returnResult(Void.class).getStatus().is2xxSuccessful();
            Thread.sleep(50);
        }
        assertThat(wasAnswered).isTrue();
        jobs(client).expectStatus().isUnauthorized();
    }

    @Test
    void whatIsAskedOfAdministrationIsChecked() {
        for (Map<String, String> wanted : List.of(
                Map.<String, String>of(),
                Map.of("tenant", "shop"),
                Map.of("tenant", "sh op", "name", "x"),
                Map.of("tenant", "shop", "name", " "),
                Map.of("tenant", "shop", "name", "x", "expiresAt", "2020-01-01T00:00:00Z"),
                Map.of("tenant", "shop", "name", "x", "expiresAt", "tomorrow"))) {
            api.administrator()
                    .post()
                    .uri("/v1/admin/keys")
                    .bodyValue(wanted)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
        api.administrator()
                .delete()
                .uri("/v1/admin/keys/1")
                .exchange()
                .expectStatus()
                .isBadRequest();
        api.administrator()
                .delete()
                .uri("/v1/admin/keys/5f0c8a54-6df0-4b3e-9a0b-7d0a3f6c1e11")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private int count(String sql) {
        return database.number(sql + " AND :job::uuid IS NOT NULL", JobId.next());
    }
}
