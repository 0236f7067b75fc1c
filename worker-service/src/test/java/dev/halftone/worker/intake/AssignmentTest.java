package dev.halftone.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class AssignmentTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Assignment assignment = new Assignment();

    @Test
    void nothingIsBegunOnceItIsWithdrawnAndWhatIsBegunEnds() {
        Sinks.Empty<Void> end = Sinks.empty();
        StepVerifier.create(assignment.whileHeld(end.asMono()))
                .then(assignment::withdraw)
                .then(() -> StepVerifier.create(
                                assignment.whileHeld(Mono.error(new IllegalStateException("it was begun"))))
                        .expectNext(false)
                        .expectComplete()
                        .verify(TIMEOUT))
                .then(end::tryEmitEmpty)
                .expectNext(true)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void whoWaitsForItGoesOnWhenTheLastWorkEndsInWhicheverWay() throws Exception {
        Sinks.Empty<Void> completing = Sinks.empty();
        Sinks.Empty<Void> failing = Sinks.empty();
        assignment.whileHeld(completing.asMono()).subscribe();
        assignment.whileHeld(failing.asMono()).onErrorComplete().subscribe();
        Disposable cancelled = assignment.whileHeld(Mono.never()).subscribe();
        CompletableFuture<Void> idle = CompletableFuture.runAsync(() -> await(TIMEOUT));
        completing.tryEmitEmpty();
        failing.tryEmitError(new IllegalStateException("ours"));
        assertThat(idle).isNotDone();
        cancelled.dispose();
        idle.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsForeverForIt() {
        assignment.whileHeld(Mono.never()).subscribe();
        long begun = System.nanoTime();
        await(Duration.ofMillis(30));
        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    }

    private void await(Duration patience) {
        try {
            assignment.awaitIdle(System.nanoTime() + patience.toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
