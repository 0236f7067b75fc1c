package dev.halftone.worker.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TurnsTest {

    private final List<String> begun = new ArrayList<>();

    @Test
    void oneOwnerNeverHasMoreThanItsShare() {
        Turns turns = new Turns(10, 2);
        Sinks.Empty<Void> end = Sinks.empty();
        for (int work = 0; work < 5; work++) {
            start(turns, "slow", end);
        }
        start(turns, "quick", end);
        assertThat(begun).containsExactly("slow", "slow", "quick");
    }

    @Test
    void ownersTakeTurnsForTheFreePlaces() {
        Turns turns = new Turns(1, 1);
        Sinks.Empty<Void> first = Sinks.empty();
        start(turns, "a", first);
        for (String owner : List.of("b", "b", "c", "c", "d")) {
            turns.within(owner, Mono.fromRunnable(() -> begun.add(owner))).subscribe();
        }
        first.tryEmitEmpty();
        assertThat(begun).containsExactly("a", "b", "c", "d", "b", "c");
    }

    @Test
    void whoeverFailsOrLeavesGivesTheirPlaceBack() {
        Turns turns = new Turns(1, 1);
        turns.within("a", Mono.error(new IllegalStateException()))
                .onErrorComplete()
                .subscribe();
        Disposable running = start(turns, "b", Sinks.empty());
        Disposable waiting = start(turns, "b", Sinks.empty());
        start(turns, "c", Sinks.empty());
        waiting.dispose();
        running.dispose();
        assertThat(begun).containsExactly("b", "c");
    }

    @Test
    void noMoreRunAtATimeThanThereArePlaces() {
        Turns turns = new Turns(8, 3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flux.range(0, 2_000)
                .flatMap(n -> turns.within("owner" + n % 5, work(running, most)), 200)
                .blockLast(Duration.ofSeconds(30));
        assertThat(most).hasValueBetween(1, 8);
    }

    @Test
    void noPlaceIsLostOrGivenTwiceByThoseWhoLeave() {
        Turns turns = new Turns(8, 3);
        Flux.range(0, 4_000)
                .flatMap(
                        n -> turns.within("owner" + n % 5, Mono.delay(Duration.ofMillis(1)))
                                .timeout(Duration.ofMillis(
                                        1 + ThreadLocalRandom.current().nextInt(200)))
                                .onErrorComplete(),
                        200)
                .blockLast(Duration.ofSeconds(30));
        Sinks.Empty<Void> end = Sinks.empty();
        for (int work = 0; work < 9; work++) {
            start(turns, "after" + work, end);
        }
        assertThat(begun).hasSize(8);
        assertThat(turns.running()).isEqualTo(8);
        assertThat(turns.waiting()).isEqualTo(1);
    }

    @Test
    void placesCanBeMoreOrFewer() {
        Turns turns = new Turns(2, Integer.MAX_VALUE);
        List<Sinks.Empty<Void>> ends = new ArrayList<>();
        for (int work = 0; work < 6; work++) {
            Sinks.Empty<Void> end = Sinks.empty();
            ends.add(end);
            start(turns, "a", end);
        }
        assertThat(begun).hasSize(2);
        turns.resize(total -> total + 1);
        assertThat(begun).hasSize(3);
        turns.resize(total -> 1);
        ends.get(0).tryEmitEmpty();
        ends.get(1).tryEmitEmpty();
        assertThat(begun).hasSize(3);
        ends.get(2).tryEmitEmpty();
        assertThat(begun).hasSize(4);
    }

    private static Mono<Long> work(AtomicInteger running, AtomicInteger most) {
        return Mono.using(
                () -> most.accumulateAndGet(running.incrementAndGet(), Math::max),
                entered -> Mono.delay(Duration.ofMillis(1)),
                entered -> running.decrementAndGet());
    }

    private Disposable start(Turns turns, String owner, Sinks.Empty<Void> end) {
        return turns.within(owner, Mono.defer(() -> {
                    begun.add(owner);
                    return end.asMono();
                }))
                .subscribe();
    }
}
