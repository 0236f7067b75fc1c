package dev.halftone.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AdmissionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admission admission = admission(1, 1);

    private static Admission admission(int concurrency, int perTenant) {
        return new Admission(new SubmissionSettings(
                concurrency,
                perTenant,
                1,
                Duration.ofMillis(300),
                16,
                DataSize.ofKilobytes(8),
                DataSize.ofKilobytes(64),
                Duration.ofHours(1)));
    }

    private <T> Mono<T> admit(String tenant, Mono<T> work) {
        return admission.admit(_ -> work).contextWrite(new Tenant(tenant)::in);
    }

    @AfterEach
    void stop() {
        admission.destroy();
    }

    @Test
    void letsTheNextInWhenOneIsDone() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(admit("shop", Mono.just("done")).block(TIMEOUT)).isEqualTo("done");
        }
    }

    @Test
    void tellsTheOneWhoseTurnDoesNotComeInTime() {
        Disposable busy = admit("shop", Mono.never()).subscribe();
        admit("late", Mono.just("late"))
                .as(StepVerifier::create)
                .expectErrorSatisfies(AdmissionTest::assertUnavailable)
                .verify(TIMEOUT);
        busy.dispose();
    }

    @Test
    void tellsTheOneWhoMayNotEvenWait() {
        Disposable busy = admit("shop", Mono.never()).subscribe();
        Disposable waiting = admit("waiting", Mono.never()).subscribe();
        admit("third", Mono.just("too many"))
                .as(StepVerifier::create)
                .expectErrorSatisfies(AdmissionTest::assertUnavailable)
                .verify(Duration.ofMillis(250));
        waiting.dispose();
        busy.dispose();
    }

    @Test
    void letsTheNextInWhenOneIsCancelled() {
        admit("shop", Mono.never()).subscribe().dispose();
        assertThat(admit("shop", Mono.just("done")).block(TIMEOUT)).isEqualTo("done");
    }

    @Test
    void aTenantsOwnSubmissionsDoNotTakeAllTurns() {
        Admission two = admission(2, 1);
        Disposable busy = two.admit(_ -> Mono.never())
                .contextWrite(new Tenant("greedy")::in)
                .subscribe();
        two.admit(_ -> Mono.just("too many"))
                .contextWrite(new Tenant("greedy")::in)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ProblemException.class, problem -> {
                            assertThat(problem.problem()).isEqualTo(Problem.TOO_MANY_AT_ONCE);
                            assertThat(problem.detail()).contains("halftone.submission.concurrency-per-tenant");
                            assertThat(problem.retryAfter()).isPositive();
                        }))
                .verify(TIMEOUT);
        assertThat(two.admit(_ -> Mono.just("done"))
                        .contextWrite(new Tenant("other")::in)
                        .block(TIMEOUT))
                .isEqualTo("done");
        busy.dispose();
        two.destroy();
    }

    private static void assertUnavailable(Throwable error) {
        assertThat(error)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(Problem.UNAVAILABLE));
    }
}
