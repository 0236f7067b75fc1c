package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The management endpoints on a port of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementPortTest {

    private final KeyedApi api = KeyedApi.start(TestDatabase.create(), "--management.server.port=0");

    @AfterAll
    void stop() {
        api.stop();
    }

    private WebTestClient at(WebTestClient client) {
        return client.mutate().baseUrl(api.api().managementUrl()).build();
    }

    @Test
    void itIsAsClosedAsTheOther() {
        assertThat(api.api().managementUrl()).isNotEqualTo(api.api().url());
        for (String open : new String[] {"/actuator/health", "/actuator/health/liveness"}) {
            at(api.nobody()).get().uri(open).exchange().expectStatus().isOk();
        }
        for (String closed : new String[] {"/actuator", "/actuator/prometheus", "/actuator/env"}) {
            at(api.nobody()).get().uri(closed).exchange().expectStatus().isUnauthorized();
            at(api.tenant("shop")).get().uri(closed).exchange().expectStatus().isForbidden();
        }
        at(api.administrator())
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void whatIsThereIsNotOnTheOtherPortAndTheOtherWayRound() {
        api.administrator()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isNotFound();
        at(api.tenant("shop")).get().uri("/v1/jobs").exchange().expectStatus().isNotFound();
    }
}
