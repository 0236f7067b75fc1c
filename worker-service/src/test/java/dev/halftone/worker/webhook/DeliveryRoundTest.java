package dev.halftone.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import dev.halftone.event.WebhookSecret;
import dev.halftone.worker.egress.NameServer;
import dev.halftone.worker.egress.TestEgress;
import dev.halftone.worker.trace.TraceSettings;
import dev.halftone.worker.trace.Traces;
import dev.halftone.worker.webhook.Receiver.Received;
import dev.halftone.worker.webhook.Receiver.Reply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class DeliveryRoundTest {

    private static final WebhookSecret SECRET = WebhookSecret.generate();
    private static final Duration NOW = Duration.ZERO;
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private static DeliveryDatabase database;
    private static NameServer names;
    private static TestEgress egress;

    private DeliveryLifecycle worker;

    @BeforeAll
    static void open() throws IOException, SQLException {
        database = new DeliveryDatabase();
        names = new NameServer()
                .name("dead.example", "127.0.0.1")
                .name("trap.example", "127.66.0.1")
                .name("well.example", "127.0.0.1");
        IntStream.range(0, 40).forEach(n -> names.name("dead-" + n + ".example", "127.0.0.1"));
        egress = new TestEgress(names, "127.0.0.1/32");
    }

    @AfterAll
    static void close() throws IOException {
        egress.close();
        names.close();
        database.close();
    }

    @BeforeEach
    void begin() {
        database.clear();
        worker = worker("https://halftone.example/", settings(NOW, NOW, NOW));
    }

    @AfterEach
    void end() throws InterruptedException {
        stop(worker);
    }

    @Test
    void aCompletedJobIsToldWithASignatureThatStandardWebhooksVerifies() {
        try (Receiver receiver = new Receiver(n -> Reply.status(204))) {
            UUID job = database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() -> states().equals(List.of("succeeded")));
            Received told = receiver.received().getFirst();
            assertVerified(told);
            assertThat(told.path()).isEqualTo("/hooks?team=1");
            assertThat(told.header("content-type")).isEqualTo("application/json");
            assertThat(told.header("webhook-id"))
                    .isEqualTo("msg_" + database.value("SELECT id FROM halftone.deliveries"));
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
            database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() -> states().equals(List.of("succeeded")));
            assertThat(receiver.received()).hasSize(3).allSatisfy(DeliveryRoundTest::assertVerified);
            assertOneMessage(receiver.received());
            assertThat(database.values("SELECT number || ' ' || http_status FROM halftone.attempts ORDER BY number"))
                    .containsExactly("1 500", "2 500", "3 200");
            assertThat(database.value("SELECT attempts FROM halftone.deliveries"))
                    .isEqualTo("3");
            assertThat(database.value("SELECT count(*) FROM halftone.deliveries WHERE finished_at IS NOT NULL"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aDeliveryFailsWhenItsScheduleIsUsedUp() {
        try (Receiver receiver = new Receiver(n -> Reply.status(503))) {
            database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() -> states().equals(List.of("failed")));
            assertThat(receiver.received()).hasSize(3);
        }
    }

    @Test
    void theNextAttemptIsAsFarAwayAsTheReceiverAsks() {
        try (Receiver receiver = new Receiver(n -> Reply.status(429).with("Retry-After", "3600"))) {
            database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() ->
                    database.value("SELECT attempts FROM halftone.deliveries").equals("1"));
            assertThat(database.value("""
                            SELECT extract(epoch FROM next_attempt_at - clock_timestamp()) BETWEEN 3500 AND 4000
                            FROM halftone.deliveries WHERE state = 'pending' AND leased_until IS NULL
                            """)).isEqualTo("t");
        }
    }

    @Test
    void goneDisablesTheEndpointAndEndsWhatItIsOwed() {
        try (Receiver receiver = new Receiver(n -> Reply.status(410))) {
            UUID job = database.completedJob(receiver.url(), SECRET.text());
            database.execute("""
                    INSERT INTO halftone.deliveries (endpoint_id, job_id, event_type, next_attempt_at)
                    SELECT id, gen_random_uuid(), 'job.completed', now() + interval '1 hour'
                    FROM halftone.endpoints WHERE job_id = '%s'
                    """.formatted(job));
            worker.start();
            await(() -> states().equals(List.of("failed", "failed")));
            assertThat(receiver.received()).hasSize(1);
            assertThat(database.value("SELECT count(*) FROM halftone.endpoints WHERE disabled_at IS NOT NULL"))
                    .isEqualTo("1");
            assertThat(database.value("SELECT http_status FROM halftone.attempts"))
                    .isEqualTo("410");
        }
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() {
        try (Receiver elsewhere = new Receiver(n -> Reply.status(200));
                Receiver receiver = new Receiver(n -> Reply.status(302).with("Location", elsewhere.url()))) {
            database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() -> states().equals(List.of("failed")));
            assertThat(elsewhere.received()).isEmpty();
            assertThat(database.values("SELECT http_status FROM halftone.attempts"))
                    .containsOnly("302");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.66.0.1/", "http://trap.example/", "http://localhost/"})
    void aForbiddenReceiverIsNotReachedAndTheLogSaysSo(String url) {
        database.completedJob(url, SECRET.text());
        worker.start();
        await(() -> states().equals(List.of("failed")));
        assertThat(database.values("SELECT DISTINCT error FROM halftone.attempts WHERE http_status IS NULL"))
                .containsExactly("egress_denied");
    }

    @Test
    void whatKeepsAReceiverFromAnsweringIsLogged() {
        try (Receiver slow = new Receiver(n -> Reply.after(Duration.ofSeconds(5)))) {
            database.completedJob(slow.url(), SECRET.text());
            database.completedJob("http://unknown.example/", SECRET.text());
            database.completedJob("http://127.0.0.1:1/", SECRET.text());
            worker.start();
            await(() -> states().equals(List.of("failed", "failed", "failed")));
            assertThat(database.values("SELECT DISTINCT error FROM halftone.attempts ORDER BY error"))
                    .containsExactly("connect_failed", "dns_failure", "timeout");
        }
    }

    @Test
    void aWorkerThatIsCutOffGivesBackAndLosesNothing() {
        try (Receiver receiver = new Receiver(n -> n == 1 ? Reply.after(Duration.ofSeconds(30)) : Reply.status(200))) {
            UUID job = database.completedJob(receiver.url(), SECRET.text());
            DeliveryLifecycle cutOff = worker("https://first.example", leasedForLong());
            cutOff.start();
            await(() -> receiver.received().size() == 1);
            cutOff.stop();
            assertThat(database.value("SELECT attempts FROM halftone.deliveries"))
                    .isEqualTo("0");
            database.execute("UPDATE halftone.jobs SET bytes_out = 1 WHERE id = '" + job + "'");
            worker.start();
            await(() -> states().equals(List.of("succeeded")));
            assertThat(receiver.received()).hasSize(2).allSatisfy(DeliveryRoundTest::assertVerified);
            assertOneMessage(receiver.received());
        }
    }

    @Test
    void whatFailsThroughOurOwnFaultIsGivenBackAfterABreather() {
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            database.completedJob(receiver.url(), "no secret");
            worker = worker("", leasedForLong());
            worker.start();
            await(() -> database.value("""
                            SELECT leased_until < clock_timestamp() + interval '1 minute' FROM halftone.deliveries
                            """).equals("t"));
            database.execute("UPDATE halftone.endpoints SET secret = '" + SECRET.text() + "'");
            await(() -> states().equals(List.of("succeeded")));
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void aLeaseThatAnotherWorkerHoldsIsNotGivenBack() {
        try (Receiver receiver = new Receiver(n -> Reply.after(Duration.ofSeconds(30)))) {
            database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() -> receiver.received().size() == 1);
            database.execute("UPDATE halftone.deliveries SET leased_until = 'infinity'");
            worker.stop();
            database.completedJob("http://127.0.0.1:1/", SECRET.text());
            worker.start();
            await(() -> states().contains("failed"));
            assertThat(database.value("SELECT count(*) FROM halftone.deliveries WHERE leased_until = 'infinity'"))
                    .isEqualTo("1");
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void aDeliveryOfAWorkerThatWasKilledIsMadeWhenItsLeaseHasRunOut() {
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            database.completedJob(receiver.url(), SECRET.text());
            database.execute("UPDATE halftone.deliveries SET leased_until = clock_timestamp() + interval '1 second'");
            Instant killed = Instant.now();
            worker.start();
            await(() -> states().equals(List.of("succeeded")));
            assertThat(Duration.between(killed, Instant.now())).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aReceiverThatNeverAnswersDelaysNobodyElse() {
        try (Receiver dead = new Receiver(n -> Reply.after(Duration.ofSeconds(30)));
                Receiver well = new Receiver(n -> Reply.status(200))) {
            IntStream.range(0, 20).forEach(n -> database.completedJob(dead.url("dead.example"), SECRET.text()));
            worker.start();
            await(() -> dead.received().size() == 2);
            Instant begun = Instant.now();
            IntStream.range(0, 10).forEach(n -> database.completedJob(well.url("well.example"), SECRET.text()));
            await(() -> well.received().size() == 10);
            assertThat(Duration.between(begun, Instant.now()))
                    .as("a small part of what a dead one takes")
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(dead.received()).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void aTenantWhoseManyHostsNeverAnswerDelaysNoOther() throws InterruptedException {
        DeliveryLifecycle patient = worker("", limited(Duration.ofSeconds(8), Duration.ofMinutes(2), NOW));
        try (Receiver dead = new Receiver(n -> Reply.after(Duration.ofMinutes(1)));
                Receiver well = new Receiver(n -> Reply.status(200))) {
            IntStream.range(0, 40)
                    .forEach(n -> database.completedJob("slow", dead.url("dead-" + n + ".example"), SECRET.text()));
            patient.start();
            await(() -> dead.received().size() == 6);
            IntStream.range(0, 10)
                    .forEach(n -> database.completedJob("quick", well.url("well.example"), SECRET.text()));
            await(() -> well.received().size() == 10);
        } finally {
            stop(patient);
        }
    }

    @Test
    void severalWorkersShareWhatIsDue() throws InterruptedException {
        DeliveryLifecycle other = worker("", settings(NOW));
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            IntStream.range(0, 60).forEach(n -> database.completedJob(receiver.url(), SECRET.text()));
            worker.start();
            other.start();
            await(() -> database.value("SELECT count(*) FROM halftone.deliveries WHERE state = 'succeeded'")
                    .equals("60"));
            assertThat(receiver.received()).hasSize(60);
            assertThat(new HashSet<>(receiver.received().stream()
                            .map(told -> told.header("webhook-id"))
                            .toList()))
                    .hasSize(60);
        } finally {
            stop(other);
        }
    }

    @Test
    void aStopWaitsForTheAttemptsUnderWay() throws InterruptedException {
        try (Receiver receiver = new Receiver(n -> Reply.after(Duration.ofMillis(400)))) {
            database.completedJob(receiver.url(), SECRET.text());
            worker.start();
            await(() -> receiver.received().size() == 1);
            stop(worker);
            assertThat(states()).containsExactly("succeeded");
            assertThat(worker.isRunning()).isFalse();
        }
    }

    @Test
    void aDeliveryWhoseJobIsGoneBeforeItsFirstAttemptEnds() {
        UUID job = database.completedJob("http://127.0.0.1:1/", SECRET.text());
        database.execute("DELETE FROM halftone.jobs WHERE id = '" + job + "'");
        worker.start();
        await(() -> states().equals(List.of("failed")));
        assertThat(database.values("SELECT number FROM halftone.attempts")).isEmpty();
    }

    @Test
    void anErrorOfTheDatabaseIsOutlived() {
        try (Receiver receiver = new Receiver(n -> Reply.status(200))) {
            database.execute("ALTER TABLE halftone.deliveries RENAME TO mislaid");
            worker.start();
            awaitQuietly(Duration.ofMillis(300));
            database.execute("ALTER TABLE halftone.mislaid RENAME TO deliveries");
            database.completedJob(receiver.url(), SECRET.text());
            await(() -> states().equals(List.of("succeeded")));
        }
    }

    private static DeliveryLifecycle worker(String publicBaseUrl, WebhookSettings settings) {
        Courier courier = new Courier(
                egress.clients()
                        .client(ConnectionProvider.newConnection(), settings.connectTimeout(), settings.timeout()),
                egress.policy(),
                settings.timeout(),
                InstantSource.system());
        ClaimRow rows = new ClaimRow(new LinkSettings(publicBaseUrl));
        return new DeliveryLifecycle(new DeliveryRound(
                new Deliveries(database.client(), rows, settings),
                courier,
                new RetrySchedule(settings, () -> 0),
                settings,
                new Traces(Tracer.NOOP, new TraceSettings(100)),
                METERS));
    }

    private static WebhookSettings settings(Duration... schedule) {
        return leased(Duration.ofSeconds(2), schedule);
    }

    private static WebhookSettings leasedForLong() {
        return leased(Duration.ofMinutes(10), NOW, NOW);
    }

    private static WebhookSettings leased(Duration lease, Duration... schedule) {
        return limited(Duration.ofSeconds(1), lease, schedule);
    }

    private static WebhookSettings limited(Duration timeout, Duration lease, Duration... schedule) {
        return new WebhookSettings(
                List.of(schedule),
                0,
                Duration.ofHours(24),
                8,
                2,
                6,
                Duration.ofSeconds(1),
                timeout,
                lease,
                Duration.ofMillis(50));
    }

    private static List<String> states() {
        return database.values("SELECT state FROM halftone.deliveries");
    }

    private static void assertVerified(Received told) {
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(told.header("webhook-id")),
                "webhook-timestamp", List.of(told.header("webhook-timestamp")),
                "webhook-signature", List.of(told.header("webhook-signature")));
        assertThatCode(() -> new Webhook(SECRET.text())
                        .verify(
                                new String(told.body(), StandardCharsets.UTF_8),
                                HttpHeaders.of(headers, (name, value) -> true)))
                .doesNotThrowAnyException();
    }

    private static void assertOneMessage(List<Received> told) {
        Received first = told.getFirst();
        assertThat(told).allSatisfy(again -> {
            assertThat(again.header("webhook-id")).isEqualTo(first.header("webhook-id"));
            assertThat(again.body()).isEqualTo(first.body());
        });
    }

    private static void stop(DeliveryLifecycle worker) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        worker.stop(stopped::countDown);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the condition holds in time").isBefore(end);
            awaitQuietly(Duration.ofMillis(20));
        }
    }

    private static void awaitQuietly(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
