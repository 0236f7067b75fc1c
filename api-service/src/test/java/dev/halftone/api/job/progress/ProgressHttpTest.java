package dev.halftone.api.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ProgressHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final RunningApi API = RunningApi.shared();
    private final TestDatabase database = API.database();

    @Test
    void eventsCountUpToTheEndAndTheStreamEndsWithIt() {
        JobId job = database.acceptJob(10);
        events(job, null)
                .filter(event -> event.data() != null)
                .as(StepVerifier::create)
                .thenConsumeWhile(event -> id(event).equals("0"))
                .assertNext(event -> assertThat(id(event)).isEqualTo("1"))
                .then(() -> database.end(job, 1, 4, "succeeded"))
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("progress");
                    assertThat(id(event)).isEqualTo("5");
                })
                .then(() -> database.end(job, 5, 10, "failed"))
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("job.completed");
                    assertThat(id(event)).isEqualTo("12");
                    assertThat(event.data())
                            .contains("\"status\":\"completed_with_errors\"")
                            .contains("\"succeeded\":4")
                            .contains("\"failed\":6")
                            .contains("\"pending\":0");
                })
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void whoComesBackGoesOnAfterTheLastEventSeen() {
        JobId job = database.acceptJob(3);
        database.end(job, 1, 2, "succeeded");
        database.end(job, 3, 3, "succeeded");
        assertThat(ids(job, "3")).containsExactly("5");
        assertThat(ids(job, "nonsense")).containsExactly("5");
        API.client()
                .get()
                .uri("/v1/jobs/" + job + "/events")
                .header("Last-Event-ID", "5")
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void commentsKeepAQuietConnection() {
        JobId job = database.acceptJob(1);
        events(job, null)
                .filter(event -> event.data() == null && event.comment() != null)
                .take(2)
                .as(StepVerifier::create)
                .expectNextCount(2)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void aStoppingServiceEndsItsStreams() {
        RunningApi own = RunningApi.start(TestDatabase.create());
        JobId job = own.database().acceptJob(1);
        StepVerifier.create(stream(own, job, null).filter(event -> event.data() != null))
                .expectNextCount(1)
                .then(own::stop)
                .thenConsumeWhile(_ -> true)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private List<String> ids(JobId job, String lastEventId) {
        return Objects.requireNonNull(
                events(job, lastEventId).map(ProgressHttpTest::id).collectList().block(TIMEOUT));
    }

    private static String id(ServerSentEvent<String> event) {
        return String.valueOf(event.id());
    }

    private static Flux<ServerSentEvent<String>> events(JobId job, @Nullable String lastEventId) {
        return stream(API, job, lastEventId);
    }

    private static Flux<ServerSentEvent<String>> stream(RunningApi api, JobId job, @Nullable String lastEventId) {
        return WebClient.create(api.url())
                .get()
                .uri("/v1/jobs/" + job + "/events")
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {});
    }
}
