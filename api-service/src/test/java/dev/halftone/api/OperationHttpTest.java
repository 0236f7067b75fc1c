package dev.halftone.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class OperationHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private final WebTestClient client = API.client();

    @Test
    void livenessKnowsNoDependencyAndReadinessKnowsPostgresAndKafka() {
        client.get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\": \"UP\"}");
        client.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        "{\"status\": \"UP\", \"components\": {\"r2dbc\": {\"status\": \"UP\"}, \"kafka\": {\"status\": \"UP\"}}}");
    }

    @Test
    void withoutKafkaTheServiceLivesAndTakesJobsButIsNotReady() {
        RunningApi alone = RunningApi.start(
                TestDatabase.create(), "--spring.kafka.bootstrap-servers=127.0.0.1:" + TestKafka.freePort());
        try {
            alone.client()
                    .get()
                    .uri("/actuator/health/liveness")
                    .exchange()
                    .expectStatus()
                    .isOk();
            alone.client()
                    .get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.components.kafka.status")
                    .isEqualTo("DOWN");
            alone.client().get().uri("/v1/jobs").exchange().expectStatus().isOk();
        } finally {
            alone.stop();
        }
    }

    @Test
    void everyMeterIsScraped() {
        String scraped = new String(
                client.get()
                        .uri("/actuator/prometheus")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);
        List<String> names = Arrays.stream(ApiMeter.values())
                .map(meter -> meter.meterName().replace('.', '_'))
                .toList();
        assertThat(scraped).contains(names);
    }

    @Test
    void aServiceOnAnEmptyDatabaseMigratesItEvenIfSeveralStartAtOnce() {
        TestDatabase empty = TestDatabase.empty();
        List<RunningApi> started =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> RunningApi.start(empty)))
                        .limit(3)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        try {
            started.forEach(api ->
                    api.client().get().uri("/v1/jobs").exchange().expectStatus().isOk());
        } finally {
            started.forEach(RunningApi::stop);
        }
    }

    @Test
    void everyAddressOfAJobIsDocumentedWithItsErrors() {
        WebTestClient.BodyContentSpec body = client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        body.jsonPath("$.openapi")
                .value(String.class, version -> assertThat(version).startsWith("3.1"));
        Stream.of("", "/events", "/images", "/report.csv", "/rejected-rows", "/deliveries")
                .map(address -> "$.paths['/v1/jobs/{requestId}" + address + "'].get")
                .forEach(operation -> expectDocumented(body, operation));
        Stream.of("/cancel", "/retry")
                .map(address -> "$.paths['/v1/jobs/{requestId}" + address + "'].post")
                .forEach(operation -> {
                    expectDocumented(body, operation);
                    body.jsonPath(operation + ".responses['409'].content['application/problem+json'].schema")
                            .exists();
                });
        body.jsonPath("$.components.schemas.Job.properties.etaSeconds.example").isEqualTo(42);
        body.jsonPath("$.components.schemas.Image.properties.status").exists();
    }

    private static void expectDocumented(WebTestClient.BodyContentSpec body, String operation) {
        body.jsonPath(operation + ".summary").isNotEmpty();
        body.jsonPath(operation + ".parameters[0].example").isNotEmpty();
        body.jsonPath(operation + ".responses['404'].content['application/problem+json'].schema")
                .exists();
    }
}
