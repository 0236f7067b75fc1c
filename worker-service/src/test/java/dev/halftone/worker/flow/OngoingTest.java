package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class OngoingTest {

    private final Ongoing<String, String> ongoing = new Ongoing<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Sinks.One<String> result = Sinks.one();
    private final Mono<String> shared = ongoing.shared("key", () -> {
        begun.incrementAndGet();
        return result.asMono();
    });

    @Test
    void whoeverAsksMeanwhileGetsTheSameResult() {
        Mono.zip(shared, shared)
                .as(StepVerifier::create)
                .then(() -> result.tryEmitValue("done"))
                .assertNext(both -> assertThat(both).containsExactly("done", "done"))
                .expectComplete()
                .verify();
        assertThat(begun).hasValue(1);
    }

    @Test
    void whoeverAsksLaterBeginsAnew() {
        result.tryEmitValue("done");
        Mono.when(shared)
                .then(shared)
                .as(StepVerifier::create)
                .expectNext("done")
                .verifyComplete();
        assertThat(begun).hasValue(2);
    }

    @Test
    void anErrorIsSharedAndThenForgotten() {
        Mono.whenDelayError(shared, shared)
                .as(StepVerifier::create)
                .then(() -> result.tryEmitError(new IllegalStateException("no")))
                .verifyError();
        assertThat(begun).hasValue(1);
        shared.as(StepVerifier::create).verifyErrorMessage("no");
        assertThat(begun).hasValue(2);
    }

    @Test
    void theWorkGoesOnWhenWhoBeganItNoLongerWaits() {
        shared.subscribe().dispose();
        shared.as(StepVerifier::create)
                .then(() -> result.tryEmitValue("done"))
                .expectNext("done")
                .verifyComplete();
        assertThat(begun).hasValue(1);
    }
}
