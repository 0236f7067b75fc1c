package dev.halftone.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.job.JobId;
import dev.halftone.wire.Topics;
import dev.halftone.worker.fixture.KafkaBroker;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@NullUnmarked // what is started before all tests
class DeadRowsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final JobId JOB = JobId.next();
    private static final IntakeSettings SETTINGS =
            new IntakeSettings(5, Duration.ofMillis(100), 20, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private static KafkaBroker broker;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaSettings kafka = new KafkaSettings(List.of(broker.bootstrapServers()), Map.of());
    private final DeadRows deadRows = new DeadRows(kafka, new KafkaCluster(kafka), SETTINGS);
    private final Assignments assignments = new Assignments(SETTINGS);
    private final RowIntake intake =
            new RowIntake(new Receivers(kafka, SETTINGS, assignments), assignments, deadRows, SETTINGS, meters);
    private final DeadRowsEndpoint endpoint = new DeadRowsEndpoint(new DeadTopic(kafka), deadRows);

    @BeforeAll
    static void start() {
        broker = new KafkaBroker();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void makeTopics() throws Exception {
        broker.createTopic(Topics.ROWS, 1);
        broker.createTopic(Topics.DEAD_ROWS, 2, Map.of("max.message.bytes", "2000"));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        broker.deleteTopics();
        deadRows.destroy();
    }

    @Test
    void garbageOfOursNamesTheRowWhoseImagesMustEnd() throws Exception {
        publish(JOB + ":7", "7", "garbage");
        assertThat(unreadable(1).getFirst().name()).contains(new RowName(JOB, 7));
        assertThat(meters.counter(WorkerMeter.ROWS_UNREADABLE.meterName()).count())
                .isEqualTo(1);
    }

    @Test
    void whatAnotherVersionCanReadOrIsNotOursNamesNone() throws Exception {
        publish(JOB + ":7", "7", "{\"version\":2}");
        publish(JOB + ":7", null, "garbage");
        publish("a stranger's", "7", "garbage");
        publish(JOB + ":7", "seven", "garbage");
        assertThat(unreadable(4)).extracting(UnreadableRow::name).containsOnly(Optional.empty());
    }

    @Test
    void aDeadRowIsKeptAsItIsListedAndDrivenOnce() throws Exception {
        publish(JOB + ":7", "7", "garbage");
        publish(JOB + ":8", "8", "rubbish");
        buried(2);
        assertThat(list(null)).hasSize(2).allSatisfy(row -> {
            assertThat(row.reason()).startsWith("no row message");
            assertThat(row.origin()).startsWith("halftone.rows-0@");
            assertThat(row.key()).startsWith(JOB.toString());
            assertThat(row.bytes()).isEqualTo(7);
        });
        assertThat(list(1)).hasSize(1);
        DeadRow rubbish = list(null).stream()
                .filter(row -> (JOB + ":8").equals(row.key()))
                .findFirst()
                .orElseThrow();

        assertThat(drive(List.of(rubbish.id()))).containsExactly(rubbish.id());
        assertThat(drive(List.of(rubbish.id()))).isEmpty();
        assertThat(list(null)).extracting(DeadRow::key).containsExactly(JOB + ":7");
        ConsumerRecord<byte[], byte[]> driven = broker.records(Topics.ROWS, 3).getLast();
        assertThat(text(driven.key())).isEqualTo(JOB + ":8");
        assertThat(text(driven.value())).isEqualTo("rubbish");
        assertThat(text(driven.headers().lastHeader(Topics.ROW_NUMBER).value())).isEqualTo("8");
        assertThat(driven.headers().lastHeader(DeadRows.REASON)).isNull();

        assertThat(drive(null)).hasSize(1);
        assertThat(list(null)).isEmpty();
    }

    @Test
    void whatIsTooLargeToBeKeptIsKeptWithoutItsValueAndCannotBeDriven() throws Exception {
        publish(JOB + ":7", "7", "x".repeat(5_000));
        buried(1);
        assertThat(list(null)).singleElement().satisfies(row -> {
            assertThat(row.bytes()).isEqualTo(5_000);
            assertThat(row.kept()).isFalse();
        });
        assertThat(drive(null)).isEmpty();
    }

    @Test
    void whileKafkaIsAwayADeadRowWaits() throws Exception {
        publish(JOB + ":7", "7", "garbage");
        Mono<Void> buried = unreadable(1).getFirst().buried();
        broker.stop();
        buried.as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(2))
                .then(broker::restart)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(list(null)).isNotEmpty();
    }

    private void buried(int count) {
        unreadable(count)
                .forEach(row ->
                        row.buried().as(StepVerifier::create).expectComplete().verify(TIMEOUT));
    }

    private List<UnreadableRow> unreadable(int count) {
        List<UnreadableRow> rows = intake.received()
                .cast(UnreadableRow.class)
                .take(count)
                .collectList()
                .block(TIMEOUT);
        intake.closed().as(StepVerifier::create).expectComplete().verify(TIMEOUT);
        return rows;
    }

    private List<DeadRow> list(@Nullable Integer limit) {
        return endpoint.list(limit).block(TIMEOUT);
    }

    private List<String> drive(@Nullable List<String> ids) {
        return endpoint.drive(ids).block(TIMEOUT);
    }

    private static void publish(String key, @Nullable String number, String value) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.ROWS, 0, bytes(key), bytes(value));
        if (number != null) {
            record.headers().add(Topics.ROW_NUMBER, bytes(number));
        }
        broker.publish(List.of(record));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
