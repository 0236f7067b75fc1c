package dev.halftone.worker.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import dev.halftone.event.WebhookSecret;
import dev.halftone.worker.egress.NameServer;
import dev.halftone.worker.egress.TestEgress;
import dev.halftone.worker.trace.TraceSettings;
import dev.halftone.worker.trace.Traces;
import dev.halftone.worker.webhook.Receiver.Received;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.netty.resources.ConnectionProvider;

/** The deliveries of a class's tests: a database, the names that receivers have, and workers that deliver. */
final class TestDeliveries implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final WebhookSecret SECRET = WebhookSecret.generate();
    static final Duration NOW = Duration.ZERO;

    private final DeliveryDatabase database;
    private final NameServer names;
    private final TestEgress egress;
    private @Nullable DeliveryLifecycle worker;

    TestDeliveries() {
        try {
            database = new DeliveryDatabase();
            names = new NameServer()
                    .name("dead.example", "127.0.0.1")
                    .name("trap.example", "127.66.0.1")
                    .name("well.example", "127.0.0.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        IntStream.range(0, 40).forEach(n -> names.name("dead-" + n + ".example", "127.0.0.1"));
        egress = new TestEgress(names, "127.0.0.1/32");
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        database.clear();
        worker = worker("https://halftone.example/", settings(NOW, NOW, NOW));
    }

    @Override
    public void afterEach(ExtensionContext test) throws InterruptedException {
        stop(worker());
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        egress.close();
        names.close();
        database.close();
    }

    DeliveryDatabase database() {
        return database;
    }

    /** The test's own, which is not started, and is stopped when the test has ended. */
    DeliveryLifecycle worker() {
        return requireNonNull(worker);
    }

    /** One more. Not started. */
    DeliveryLifecycle worker(String publicBaseUrl, WebhookSettings settings) {
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
                new SimpleMeterRegistry()));
    }

    static WebhookSettings settings(Duration... schedule) {
        return leased(Duration.ofSeconds(2), schedule);
    }

    static WebhookSettings leasedForLong() {
        return leased(Duration.ofMinutes(10), NOW, NOW);
    }

    private static WebhookSettings leased(Duration lease, Duration... schedule) {
        return limited(Duration.ofSeconds(1), lease, schedule);
    }

    static WebhookSettings limited(Duration timeout, Duration lease, Duration... schedule) {
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

    List<String> states() {
        return database.values("SELECT state FROM halftone.deliveries");
    }

    static void assertVerified(Received told) {
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

    static void assertOneMessage(List<Received> told) {
        Received first = told.getFirst();
        assertThat(told).allSatisfy(again -> {
            assertThat(again.header("webhook-id")).isEqualTo(first.header("webhook-id"));
            assertThat(again.body()).isEqualTo(first.body());
        });
    }

    static void stop(DeliveryLifecycle worker) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        worker.stop(stopped::countDown);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the condition holds in time").isBefore(end);
            pause(Duration.ofMillis(20));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
