package dev.halftone.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AdmissionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admission admission =
            new Admission(new SubmissionSettings(1, 1, Duration.ofMillis(300), Duration.ofHours(1)));

    @AfterEach
    void stop() {
        admission.destroy();
    }

    @Test
    void letsTheNextInWhenOneIsDone() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(admission.admit(_ -> Mono.just("done")).block(TIMEOUT)).isEqualTo("done");
        }
    }

    @Test
    void tellsTheOneWhoseTurnDoesNotComeInTime() {
        Disposable busy = admission.admit(_ -> Mono.never()).subscribe();
        admission
                .admit(_ -> Mono.just("late"))
                .as(StepVerifier::create)
                .expectErrorSatisfies(AdmissionTest::assertUnavailable)
                .verify(TIMEOUT);
        busy.dispose();
    }

    @Test
    void tellsTheOneWhoMayNotEvenWait() {
        Disposable busy = admission.admit(_ -> Mono.never()).subscribe();
        Disposable waiting = admission.admit(_ -> Mono.never()).subscribe();
        admission
                .admit(_ -> Mono.just("too many"))
                .as(StepVerifier::create)
                .expectErrorSatisfies(AdmissionTest::assertUnavailable)
                .verify(Duration.ofMillis(250));
        waiting.dispose();
        busy.dispose();
    }

    @Test
    void letsTheNextInWhenOneIsCancelled() {
        admission.admit(_ -> Mono.never()).subscribe().dispose();
        assertThat(admission.admit(_ -> Mono.just("done")).block(TIMEOUT)).isEqualTo("done");
    }

    private static void assertUnavailable(Throwable error) {
        assertThat(error)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(Problem.UNAVAILABLE));
    }
}
