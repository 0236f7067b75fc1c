package dev.halftone.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.worker.webhook.Receiver.Received;
import dev.halftone.worker.webhook.Receiver.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class DeliveryRoundTest {

    @RegisterExtension
    static final TestDeliveries DELIVERIES = new TestDeliveries();

    @Test
    void aCompletedJobIsToldWithASignatureThatStandardWebhooksVerifies() {
        try (Receiver receiver = new Receiver(n -> Reply.status(204))) {
            UUID job = DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("succeeded")));
            Received told = receiver.received().getFirst();
            TestDeliveries.assertVerified(told);
            assertThat(told.path()).isEqualTo("/hooks?team=1");
            assertThat(told.header("content-type")).isEqualTo("application/json");
            assertThat(told.header("webhook-id"))
                    .isEqualTo("msg_" + DELIVERIES.database().value("SELECT id FROM halftone.deliveries"));
            assertThat(told.body().length).isLessThan(20_000);
            JsonNode event = new JsonMapper().readTree(told.body());
            assertThat(event.get("type").asString()).isEqualTo("job.completed");
            assertThat(Instant.parse(event.get("timestamp").asString()))
                    .isBefore(Instant.now().plusSeconds(60));
            JsonNode data = event.get("data");
            assertThat(data.get("requestId").asString()).isEqualTo(job.toString());
            assertThat(data.get("status").asString()).isEqualTo("completed_with_errors");
            assertThat(data.get("succeeded").asInt()).isEqualTo(2);
            assertThat(data.get("failed").asInt()).isEqualTo(1);
            assertThat(data.get("bytesIn").asLong()).isEqualTo(1000);
            assertThat(data.get("links").get("report").asString())
                    .isEqualTo("https://halftone.example/v1/jobs/" + job + "/report.csv");
        }
    }

    @Test
    void aFailedAttemptIsRepeatedWithTheSameIdAndTheSameBytes() {
        try (Receiver receiver = new Receiver(n -> Reply.status(n < 3 ? 500 : 200))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("succeeded")));
            assertThat(receiver.received()).hasSize(3).allSatisfy(TestDeliveries::assertVerified);
            TestDeliveries.assertOneMessage(receiver.received());
            assertThat(DELIVERIES
                            .database()
                            .values("SELECT number || ' ' || http_status FROM halftone.attempts ORDER BY number"))
                    .containsExactly("1 500", "2 500", "3 200");
            assertThat(DELIVERIES.database().value("SELECT attempts FROM halftone.deliveries"))
                    .isEqualTo("3");
            assertThat(DELIVERIES
                            .database()
                            .value("SELECT count(*) FROM halftone.deliveries WHERE finished_at IS NOT NULL"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aDeliveryFailsWhenItsScheduleIsUsedUp() {
        try (Receiver receiver = new Receiver(n -> Reply.status(503))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("failed")));
            assertThat(receiver.received()).hasSize(3);
        }
    }

    @Test
    void theNextAttemptIsAsFarAwayAsTheReceiverAsks() {
        try (Receiver receiver = new Receiver(n -> Reply.status(429).with("Retry-After", "3600"))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES
                    .database()
                    .value("SELECT attempts FROM halftone.deliveries")
                    .equals("1"));
            assertThat(DELIVERIES.database().value("""
                            SELECT extract(epoch FROM next_attempt_at - clock_timestamp()) BETWEEN 3500 AND 4000
                            FROM halftone.deliveries WHERE state = 'pending' AND leased_until IS NULL
                            """)).isEqualTo("t");
        }
    }

    @Test
    void goneDisablesTheEndpointAndEndsWhatItIsOwed() {
        try (Receiver receiver = new Receiver(n -> Reply.status(410))) {
            UUID job = DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.database().execute("""
                    INSERT INTO halftone.deliveries (endpoint_id, job_id, event_type, next_attempt_at)
                    SELECT id, gen_random_uuid(), 'job.completed', now() + interval '1 hour'
                    FROM halftone.endpoints WHERE job_id = '%s'
                    """.formatted(job));
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("failed", "failed")));
            assertThat(receiver.received()).hasSize(1);
            assertThat(DELIVERIES
                            .database()
                            .value("SELECT count(*) FROM halftone.endpoints WHERE disabled_at IS NOT NULL"))
                    .isEqualTo("1");
            assertThat(DELIVERIES.database().value("SELECT http_status FROM halftone.attempts"))
                    .isEqualTo("410");
        }
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() {
        try (Receiver elsewhere = new Receiver(n -> Reply.status(200));
                Receiver receiver = new Receiver(n -> Reply.status(302).with("Location", elsewhere.url()))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("failed")));
            assertThat(elsewhere.received()).isEmpty();
            assertThat(DELIVERIES.database().values("SELECT http_status FROM halftone.attempts"))
                    .containsOnly("302");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.66.0.1/", "http://trap.example/", "http://localhost/"})
    void aForbiddenReceiverIsNotReachedAndTheLogSaysSo(String url) {
        DELIVERIES.database().completedJob(url, TestDeliveries.SECRET.text());
        DELIVERIES.worker().start();
        TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("failed")));
        assertThat(DELIVERIES
                        .database()
                        .values("SELECT DISTINCT error FROM halftone.attempts WHERE http_status IS NULL"))
                .containsExactly("egress_denied");
    }

    @Test
    void whatKeepsAReceiverFromAnsweringIsLogged() {
        try (Receiver slow = new Receiver(n -> Reply.after(Duration.ofSeconds(5)))) {
            DELIVERIES.database().completedJob(slow.url(), TestDeliveries.SECRET.text());
            DELIVERIES.database().completedJob("http://unknown.example/", TestDeliveries.SECRET.text());
            DELIVERIES.database().completedJob("http://127.0.0.1:1/", TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("failed", "failed", "failed")));
            assertThat(DELIVERIES.database().values("SELECT DISTINCT error FROM halftone.attempts ORDER BY error"))
                    .containsExactly("connect_failed", "dns_failure", "timeout");
        }
    }

    @Test
    void aDeliveryWhoseJobIsGoneBeforeItsFirstAttemptEnds() {
        UUID job = DELIVERIES.database().completedJob("http://127.0.0.1:1/", TestDeliveries.SECRET.text());
        DELIVERIES.database().execute("DELETE FROM halftone.jobs WHERE id = '" + job + "'");
        DELIVERIES.worker().start();
        TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("failed")));
        assertThat(DELIVERIES.database().values("SELECT number FROM halftone.attempts"))
                .isEmpty();
    }
}
