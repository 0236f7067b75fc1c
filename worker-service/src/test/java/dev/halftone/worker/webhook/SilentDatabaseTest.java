package dev.halftone.worker.webhook;

import dev.halftone.outcome.FailureReason;
import dev.halftone.worker.fixture.SilentServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A PostgreSQL that takes connections and never answers must not end delivering for ever. */
class SilentDatabaseTest {

    private static final WebhookSettings SETTINGS = new WebhookSettings(
            List.of(Duration.ZERO),
            0,
            Duration.ofHours(1),
            4,
            4,
            4,
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(50));

    @Test
    void everyStatementEndsWithinALease() throws IOException {
        try (SilentServer server = new SilentServer()) {
            Deliveries deliveries = new Deliveries(server.database(), new ClaimRow(new LinkSettings("")), SETTINGS);
            UUID id = UUID.randomUUID();
            Delivery delivery = new Delivery(id, id, "https://example.com", "whsec_x", new byte[0], 0, Instant.now());
            Attempt attempt = new Attempt.Unanswered(FailureReason.TIMEOUT, Duration.ZERO);
            assertEnds(deliveries.claim(1));
            assertEnds(deliveries.keepBody(id, new byte[0]));
            assertEnds(deliveries.record(delivery, attempt, new Verdict.GivenUp()));
            assertEnds(deliveries.record(delivery, attempt, new Verdict.EndpointGone()));
            assertEnds(deliveries.abandon(id));
        }
    }

    private static void assertEnds(Publisher<?> statement) {
        Flux.from(statement)
                .then()
                .as(StepVerifier::create)
                .expectError(TimeoutException.class)
                .verify(Duration.ofSeconds(5));
    }
}
