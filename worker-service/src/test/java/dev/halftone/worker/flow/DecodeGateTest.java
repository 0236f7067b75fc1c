package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.row.Source;
import dev.halftone.worker.process.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class DecodeGateTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JobId JOB = JobId.next();

    private final Notes notes = new Notes();
    private final DecodeGate gate = new DecodeGate(
            2,
            notes::begun,
            notes::survived,
            new OwnFailures(
                    new SimpleMeterRegistry(),
                    new FlowSettings(4, 4, null, Duration.ofSeconds(1), 5, Duration.ofMillis(300), TIMEOUT)));
    private final Map<Integer, Sinks.One<String>> inside = new ConcurrentHashMap<>();
    private final List<String> ended = new ArrayList<>();

    @Test
    void onlyThoseThatAreLetInAreNoted() {
        enter(1, 0);
        enter(2, 0);
        enter(3, 0);
        assertThat(inside).containsOnlyKeys(1, 2);
        assertThat(notes.noted).containsExactly(id(1), id(2));
        leave(1);
        assertThat(ended).containsExactly("decoded");
        assertThat(inside).containsOnlyKeys(2, 3);
        assertThat(notes.noted).containsExactly(id(2), id(3));
    }

    @Test
    void aSuspectIsAloneInside() {
        enter(1, 0);
        enter(2, 1);
        enter(3, 0);
        assertThat(inside).containsOnlyKeys(1);
        leave(1);
        assertThat(inside).containsOnlyKeys(2);
        assertThat(notes.noted).containsExactly(id(2));
        leave(2);
        assertThat(inside).containsOnlyKeys(3);
    }

    @Test
    void jobsTakeTurnsHoweverManyImagesOfOneAreWaiting() {
        for (int row = 1; row <= 20; row++) {
            enter(row, 0);
        }
        enter(new ImageId(JobId.next(), 21, 0), 0);
        leave(1);
        assertThat(inside).containsOnlyKeys(2, 21);
        leave(2);
        leave(21);
        assertThat(inside).containsOnlyKeys(3, 4);
    }

    @Test
    void aSuspectHasItsTurnAndIsAloneInside() {
        enter(1, 0);
        enter(2, 0);
        enter(3, 0);
        enter(new ImageId(JobId.next(), 4, 0), 1);
        leave(1);
        assertThat(inside).containsOnlyKeys(2);
        leave(2);
        assertThat(inside).containsOnlyKeys(4);
        leave(4);
        assertThat(inside).containsOnlyKeys(3);
    }

    @Test
    void aFailureThatTheWorkerSurvivesLeavesNoNote() {
        through(image(1, 0), Mono.error(new IllegalStateException("ours")))
                .as(StepVerifier::create)
                .expectError(IllegalStateException.class)
                .verify(TIMEOUT);
        through(image(2, 0), Mono.never())
                .as(StepVerifier::create)
                .expectSubscription()
                .then(() -> assertThat(notes.noted).containsExactly(id(2)))
                .thenCancel()
                .verify(TIMEOUT);
        assertThat(notes.noted).isEmpty();
        enter(3, 1);
        assertThat(inside).containsOnlyKeys(3);
    }

    @Test
    void whatIsWaitedForBeforeTheDecodingIsNotNoted() {
        Sinks.One<String> picture = Sinks.one();
        List<ImageId> atFirst = new ArrayList<>(List.of(id(9)));
        gate.through(
                        image(1, 0),
                        picture.asMono().doOnSubscribe(waits -> atFirst.clear()),
                        ready -> Mono.fromSupplier(() -> ready + notes.noted.size()))
                .as(StepVerifier::create)
                .expectSubscription()
                .then(() -> assertThat(atFirst).isEmpty())
                .then(() -> assertThat(notes.noted).isEmpty())
                .then(() -> picture.tryEmitValue("picture "))
                .expectNext("picture 1")
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void nothingIsDecodedUnnotedHoweverLongPostgresIsIll() {
        notes.illness.set(3);
        through(image(1, 0), Mono.fromSupplier(() -> List.copyOf(notes.noted)))
                .as(StepVerifier::create)
                .expectNext(List.of(id(1)))
                .expectComplete()
                .verify(TIMEOUT);
    }

    private void enter(int row, int deaths) {
        enter(id(row), deaths);
    }

    private void enter(ImageId id, int deaths) {
        Mono<String> decoding = Mono.defer(() -> {
            Sinks.One<String> end = Sinks.one();
            inside.put(id.row(), end);
            return end.asMono();
        });
        through(image(id, deaths), decoding).subscribe(ended::add);
    }

    private <T> Mono<T> through(Image image, Mono<T> decoding) {
        return gate.through(image, Mono.just("ready"), ready -> decoding);
    }

    private void leave(int row) {
        Objects.requireNonNull(inside.remove(row)).tryEmitValue("decoded");
    }

    private static Image image(int row, int deaths) {
        return image(id(row), deaths);
    }

    private static Image image(ImageId id, int deaths) {
        return new Image(id, new Source(0, "https://example.com/a.jpg"), Wanted.of(Rendition.DEFAULT), 0, deaths);
    }

    private static ImageId id(int row) {
        return new ImageId(JOB, row, 0);
    }
}
