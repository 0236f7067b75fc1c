package dev.halftone.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.worker.fixture.KafkaBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class RowIntakeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String GROUP = "halftone-workers";
    private static final JobId JOB = JobId.next();
    private static final int POLL_RECORDS = 5;
    private static final int MAX_DEFERRED = 20;

    private static @Nullable KafkaBroker broker;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RowIntake intake = intake();
    private final List<ReceivedRow> received = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Disposable subscription;

    @BeforeAll
    static void start() {
        broker = new KafkaBroker();
    }

    @AfterAll
    static void stop() {
        broker().close();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        cancel();
        broker().deleteTopics();
    }

    @Test
    void anOffsetIsNeverCommittedPastARowThatIsNotAcknowledged() throws Exception {
        broker().createTopic(Topics.ROWS, 1);
        publish(1, 2, 3, 4);
        receive();
        awaitRows(4);
        received.subList(1, 4).forEach(ReceivedRow::acknowledge);
        assertStays(0, this::committed);
        received.getFirst().acknowledge();
        await(4, this::committed);
    }

    @Test
    void cancellingCommitsWhatIsAcknowledgedAndLeavesTheRestToTheNext() throws Exception {
        broker().createTopic(Topics.ROWS, 1);
        publish(1, 2, 3);
        receive();
        awaitRows(3);
        received.get(0).acknowledge();
        received.get(1).acknowledge();
        cancel();
        assertThat(committed()).isEqualTo(2);
        received.clear();
        receive();
        awaitRows(1);
        assertThat(numbers()).containsExactly(3);
    }

    @Test
    void rowsBehindOneThatTakesLongAreHeldBackUntilItIsAcknowledged() throws Exception {
        int rows = 120;
        broker().createTopic(Topics.ROWS, 1);
        publish(IntStream.rangeClosed(1, rows).toArray());
        subscription = intake.received()
                .cast(ReceivedRow.class)
                .doOnNext(received::add)
                .filter(row -> row.message().row().number() != 1)
                .subscribe(ReceivedRow::acknowledge);
        awaitRows(MAX_DEFERRED);
        Thread.sleep(1_500);
        assertThat(received).hasSizeLessThan(MAX_DEFERRED + 6 * POLL_RECORDS);
        received.getFirst().acknowledge();
        awaitRows(rows);
        await(rows, this::committed);
    }

    @Test
    void aTopicThatIsMadeLaterIsFound() throws Exception {
        receive();
        Thread.sleep(1_000);
        broker().createTopic(Topics.ROWS, 2);
        publish(1);
        awaitRows(1);
    }

    @Test
    void rowsGoOnAfterTheBrokerWasAway() throws Exception {
        broker().createTopic(Topics.ROWS, 1);
        publish(1);
        receive();
        awaitRows(1);
        broker().stop();
        received.getFirst().acknowledge();
        Thread.sleep(1_000);
        broker().restart();
        publish(2);
        Flux.interval(Duration.ofMillis(50))
                .takeUntil(tick -> numbers().contains(2))
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        received.forEach(ReceivedRow::acknowledge);
        await(2, this::committed);
    }

    @Test
    void readinessKnowsWhetherKafkaAnswers() {
        KafkaCluster cluster = new KafkaCluster(kafka());
        new KafkaHealth(cluster)
                .health()
                .as(StepVerifier::create)
                .assertNext(health -> assertThat(health.getDetails()).containsEntry("brokers", 1))
                .expectComplete()
                .verify(TIMEOUT);
        cluster.destroy();
        KafkaCluster nobody = new KafkaCluster(new KafkaSettings(List.of("127.0.0.1:1"), Map.of()));
        new KafkaHealth(nobody)
                .health()
                .as(StepVerifier::create)
                .assertNext(health -> {
                    assertThat(health.getStatus().getCode()).isEqualTo("DOWN");
                    assertThat(health.getDetails()).isEmpty();
                })
                .expectComplete()
                .verify(TIMEOUT);
        nobody.destroy();
    }

    private RowIntake intake() {
        IntakeSettings settings = new IntakeSettings(
                POLL_RECORDS, Duration.ofMillis(100), MAX_DEFERRED, Duration.ofSeconds(1), Duration.ofSeconds(1));
        Assignments assignments = new Assignments(settings);
        return new RowIntake(
                new Receivers(kafka(), settings, assignments),
                assignments,
                new DeadRows(kafka(), new KafkaCluster(kafka()), settings),
                settings,
                meters);
    }

    private static KafkaSettings kafka() {
        return new KafkaSettings(
                List.of(broker().bootstrapServers()),
                Map.of("session.timeout.ms", "6000", "metadata.max.age.ms", "300"));
    }

    private static KafkaBroker broker() {
        if (broker == null) {
            throw new IllegalStateException("not started");
        }
        return broker;
    }

    private void receive() {
        subscription = intake.received().cast(ReceivedRow.class).subscribe(received::add);
    }

    private void cancel() {
        if (subscription != null) {
            subscription.dispose();
        }
        intake.closed().as(StepVerifier::create).expectComplete().verify(TIMEOUT);
    }

    private static void publish(int... numbers) throws Exception {
        broker().publish(
                        Topics.ROWS,
                        0,
                        IntStream.of(numbers)
                                .mapToObj(number -> new Row(
                                        JOB, number, "SN", "name", List.of(new Source(0, "https://example.com/a.jpg"))))
                                .map(row -> RowMessageJson.write(new RowMessage(row, Rendition.DEFAULT)))
                                .toList());
    }

    private void awaitRows(int count) {
        await(count, received::size);
    }

    private List<Integer> numbers() {
        return List.copyOf(received).stream()
                .map(row -> row.message().row().number())
                .toList();
    }

    private long committed() throws Exception {
        return broker().committed(GROUP, Topics.ROWS, 0);
    }

    private static void await(long expected, Reading reading) {
        Flux.interval(Duration.ofMillis(50))
                .publishOn(Schedulers.boundedElastic())
                .concatMap(tick -> Mono.fromCallable(reading::now))
                .takeUntil(now -> now.longValue() >= expected)
                .last()
                .as(StepVerifier::create)
                .assertNext(now -> assertThat(now.longValue()).isGreaterThanOrEqualTo(expected))
                .expectComplete()
                .verify(TIMEOUT);
    }

    private static void assertStays(long expected, Reading reading) throws Exception {
        Thread.sleep(700);
        assertThat(reading.now().longValue()).isEqualTo(expected);
    }

    private interface Reading {
        Number now() throws Exception;
    }
}
