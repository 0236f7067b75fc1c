package dev.halftone.api.access;

import dev.halftone.api.servers.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Without keys: who looks at a page of another site is not made to use this service by it. */
class LocalRequestsTest {

    private final WebTestClient client = RunningApi.shared().client();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:1", "127.9.9.9", "[::1]:8080"})
    void namesOfThisMachineAreAnswered(String host) {
        ask(host).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example.com", "localhost.example.com:8080", "127.0.0.1.example.com", "10.0.0.1", "[::]"
            })
    void namesThatOnlyLeadHereAreNot(String host) {
        ask(host).expectStatus().isForbidden();
    }

    private WebTestClient.ResponseSpec ask(String host) {
        return client.get().uri("/v1/jobs").header(HttpHeaders.HOST, host).exchange();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, 202", "http://localhost:8081, 403", "https://shop.example.com, 403", "null, 403"
    })
    void aFormOfAnotherSiteIsNotTaken(String origin, int status) {
        client.post()
                .uri("/v1/jobs")
                .header(HttpHeaders.HOST, "localhost:8080")
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.CONTENT_TYPE, "text/csv")
                .bodyValue("S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void nobodyAdministers() {
        client.get().uri("/v1/admin/keys").exchange().expectStatus().isForbidden();
    }
}
