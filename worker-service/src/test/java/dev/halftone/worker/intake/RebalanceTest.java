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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A partition becomes another worker's while rows of it are in work and others wait. */
class RebalanceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobId JOB = JobId.next();

    /** Of each partition: the first is in work, the others wait. */
    private static final int ROWS = 3;

    private final KafkaBroker broker = new KafkaBroker();
    private final Worker first = new Worker();
    private final Worker second = new Worker();

    @AfterEach
    void stop() {
        first.leave();
        second.leave();
        broker.close();
    }

    @Test
    void whatIsInWorkEndsHereAndTheRestIsTheOthers() throws Exception {
        broker.createTopic(Topics.ROWS, 2);
        publish(0);
        publish(1);
        first.join();
        await(() -> first.rows.size() == 2 * ROWS);
        Sinks.Empty<Void> end = Sinks.empty();
        first.rows.stream()
                .filter(row -> placeOf(row) == 1)
                .forEach(row -> row.assignment()
                        .whileHeld(end.asMono())
                        .filter(complete -> complete)
                        .subscribe(complete -> row.acknowledge()));

        second.join();
        await(() -> first.rows.stream().anyMatch(row -> !mayBegin(row)));
        List<ReceivedRow> taken =
                first.rows.stream().filter(row -> !mayBegin(row)).toList();
        assertThat(taken).hasSize(ROWS);
        assertThat(second.rows).as("the rebalance waits for what is in work").isEmpty();
        end.tryEmitEmpty();

        await(() -> second.rows.size() >= ROWS - 1);
        assertThat(numbers(second.rows))
                .containsExactlyElementsOf(numbers(taken).subList(1, ROWS));
        assertThat(second.rows).allMatch(RebalanceTest::mayBegin);
        assertThat(first.rows.stream().filter(row -> !taken.contains(row))).allMatch(RebalanceTest::mayBegin);
    }

    private static boolean mayBegin(ReceivedRow row) {
        AtomicBoolean begun = new AtomicBoolean();
        row.assignment().whileHeld(Mono.empty()).subscribe(begun::set);
        return begun.get();
    }

    private static int placeOf(ReceivedRow row) {
        return row.message().row().number() % 10;
    }

    private static List<Integer> numbers(List<ReceivedRow> rows) {
        return rows.stream().map(row -> row.message().row().number()).toList();
    }

    private void publish(int partition) throws Exception {
        List<byte[]> rows = IntStream.rangeClosed(1, ROWS)
                .mapToObj(place -> new Row(
                        JOB, 10 * partition + place, "SN", "name", List.of(new Source(0, "https://example.com/a.jpg"))))
                .map(row -> RowMessageJson.write(new RowMessage(row, Rendition.DEFAULT)))
                .toList();
        broker.publish(Topics.ROWS, partition, rows);
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> condition.getAsBoolean())
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private final class Worker {

        final List<ReceivedRow> rows = Collections.synchronizedList(new ArrayList<>());
        private final RowIntake intake = intake();
        private Disposable subscription = () -> {};

        void join() {
            subscription = intake.received().cast(ReceivedRow.class).subscribe(rows::add);
        }

        void leave() {
            subscription.dispose();
            intake.closed().as(StepVerifier::create).expectComplete().verify(TIMEOUT);
        }

        private RowIntake intake() {
            KafkaSettings kafka = new KafkaSettings(
                    List.of(broker.bootstrapServers()),
                    Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "300"));
            IntakeSettings settings =
                    new IntakeSettings(50, Duration.ofMillis(100), 20, PATIENCE, Duration.ofSeconds(1));
            Assignments assignments = new Assignments(settings);
            return new RowIntake(
                    new Receivers(kafka, settings, assignments),
                    assignments,
                    new DeadRows(kafka, new KafkaCluster(kafka), settings),
                    settings,
                    new SimpleMeterRegistry());
        }
    }
}
