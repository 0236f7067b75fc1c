package dev.halftone.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.worker.webhook.Receiver.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DeliveryLeaseTest {

    @RegisterExtension
    static final TestDeliveries DELIVERIES = new TestDeliveries();

    @Test
    void aWorkerThatIsCutOffGivesBackAndLosesNothing() {
        try (Receiver receiver = new Receiver(n -> n == 1 ? Reply.after(Duration.ofSeconds(30)) : Reply.status(200))) {
            UUID job = DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DeliveryLifecycle cutOff = DELIVERIES.worker("https://first.example", TestDeliveries.leasedForLong());
            cutOff.start();
            TestDeliveries.await(() -> receiver.received().size() == 1);
            cutOff.stop();
            assertThat(DELIVERIES.database().value("SELECT attempts FROM halftone.deliveries"))
                    .isEqualTo("0");
            DELIVERIES.database().execute("UPDATE halftone.jobs SET bytes_out = 1 WHERE id = '" + job + "'");
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("succeeded")));
            assertThat(receiver.received()).hasSize(2).allSatisfy(TestDeliveries::assertVerified);
            TestDeliveries.assertOneMessage(receiver.received());
        }
    }

    @Test
    void whatFailsThroughOurOwnFaultIsGivenBackAfterABreather() throws InterruptedException {
        DeliveryLifecycle own = DELIVERIES.worker("", TestDeliveries.leasedForLong());
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            DELIVERIES.database().completedJob(receiver.url(), "no secret");
            own.start();
            TestDeliveries.await(() -> DELIVERIES.database().value("""
                            SELECT leased_until < clock_timestamp() + interval '1 minute' FROM halftone.deliveries
                            """).equals("t"));
            DELIVERIES
                    .database()
                    .execute("UPDATE halftone.endpoints SET secret = '" + TestDeliveries.SECRET.text() + "'");
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("succeeded")));
            assertThat(receiver.received()).hasSize(1);
        } finally {
            TestDeliveries.stop(own);
        }
    }

    @Test
    void aLeaseThatAnotherWorkerHoldsIsNotGivenBack() {
        try (Receiver receiver = new Receiver(n -> Reply.after(Duration.ofSeconds(30)))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> receiver.received().size() == 1);
            DELIVERIES.database().execute("UPDATE halftone.deliveries SET leased_until = 'infinity'");
            DELIVERIES.worker().stop();
            DELIVERIES.database().completedJob("http://127.0.0.1:1/", TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().contains("failed"));
            assertThat(DELIVERIES
                            .database()
                            .value("SELECT count(*) FROM halftone.deliveries WHERE leased_until = 'infinity'"))
                    .isEqualTo("1");
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void aDeliveryOfAWorkerThatWasKilledIsMadeWhenItsLeaseHasRunOut() {
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES
                    .database()
                    .execute("UPDATE halftone.deliveries SET leased_until = clock_timestamp() + interval '1 second'");
            Instant killed = Instant.now();
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("succeeded")));
            assertThat(Duration.between(killed, Instant.now())).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aStopWaitsForTheAttemptsUnderWay() throws InterruptedException {
        try (Receiver receiver = new Receiver(n -> Reply.after(Duration.ofMillis(400)))) {
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            DELIVERIES.worker().start();
            TestDeliveries.await(() -> receiver.received().size() == 1);
            TestDeliveries.stop(DELIVERIES.worker());
            assertThat(DELIVERIES.states()).containsExactly("succeeded");
            assertThat(DELIVERIES.worker().isRunning()).isFalse();
        }
    }

    @Test
    void anErrorOfTheDatabaseIsOutlived() {
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            DELIVERIES.database().execute("ALTER TABLE halftone.deliveries RENAME TO mislaid");
            DELIVERIES.worker().start();
            TestDeliveries.pause(Duration.ofMillis(300));
            DELIVERIES.database().execute("ALTER TABLE halftone.mislaid RENAME TO deliveries");
            DELIVERIES.database().completedJob(receiver.url(), TestDeliveries.SECRET.text());
            TestDeliveries.await(() -> DELIVERIES.states().equals(List.of("succeeded")));
        }
    }
}
