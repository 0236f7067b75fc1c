package dev.halftone.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.worker.webhook.Receiver.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DeliveryTurnsTest {

    @RegisterExtension
    static final TestDeliveries DELIVERIES = new TestDeliveries();

    @Test
    void aReceiverThatNeverAnswersDelaysNobodyElse() {
        try (Receiver dead = new Receiver(n -> Reply.after(Duration.ofSeconds(30)));
                Receiver well = new Receiver(n -> Reply.status(200))) {
            IntStream.range(0, 20)
                    .forEach(n ->
                            DELIVERIES.database().completedJob(dead.url("dead.example"), TestDeliveries.SECRET.text()));
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> dead.received().size() == 2);
            Instant begun = Instant.now();
            IntStream.range(0, 10)
                    .forEach(n ->
                            DELIVERIES.database().completedJob(well.url("well.example"), TestDeliveries.SECRET.text()));
            TestDeliveries.await(() -> well.received().size() == 10);
            assertThat(Duration.between(begun, Instant.now()))
                    .as("a small part of what a dead one takes")
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(dead.received()).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void aTenantWhoseManyHostsNeverAnswerDelaysNoOther() throws InterruptedException {
        DeliveryLifecycle patient = DELIVERIES.worker(
                "", TestDeliveries.limited(Duration.ofSeconds(8), Duration.ofMinutes(2), TestDeliveries.NOW));
        try (Receiver dead = new Receiver(n -> Reply.after(Duration.ofMinutes(1)));
                Receiver well = new Receiver(n -> Reply.status(200))) {
            IntStream.range(0, 40)
                    .forEach(n -> DELIVERIES
                            .database()
                            .completedJob("slow", dead.url("dead-" + n + ".example"), TestDeliveries.SECRET.text()));
            patient.start();
            TestDeliveries.await(() -> dead.received().size() == 6);
            IntStream.range(0, 10)
                    .forEach(n -> DELIVERIES
                            .database()
                            .completedJob("quick", well.url("well.example"), TestDeliveries.SECRET.text()));
            TestDeliveries.await(() -> well.received().size() == 10);
        } finally {
            TestDeliveries.stop(patient);
        }
    }

    @Test
    void severalWorkersShareWhatIsDue() throws InterruptedException {
        DeliveryLifecycle other = DELIVERIES.worker("", TestDeliveries.settings(TestDeliveries.NOW));
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            IntStream.range(0, 60)
                    .forEach(n -> DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text()));
            DELIVERIES.worker().start();
            other.start();
            TestDeliveries.await(() -> DELIVERIES
                    .database()
                    .value("SELECT count(*) FROM halftone.deliveries WHERE state = 'succeeded'")
                    .equals("60"));
            assertThat(receiver.received()).hasSize(60);
            assertThat(new HashSet<>(receiver.received().stream()
                            .map(told -> told.header("webhook-id"))
                            .toList()))
                    .hasSize(60);
        } finally {
            TestDeliveries.stop(other);
        }
    }
}
