package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Takes turns whenever something wakes it, until no row is left unpublished. */
@Component
class DispatchLoop {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchLoop.class);
    private static final Duration LAST_TURN = Duration.ofSeconds(4);

    private final Wakeups wakeups;
    private final RowsTopic topic;
    private final KafkaWatch watch;
    private final KafkaClients clients;
    private final Turns turns;
    private final DispatchSettings settings;
    private final RetryBackoffSpec backoff;

    DispatchLoop(
            Wakeups wakeups,
            RowsTopic topic,
            KafkaWatch watch,
            KafkaClients clients,
            Turns turns,
            DispatchSettings settings,
            MeterRegistry meters) {
        this.wakeups = wakeups;
        this.topic = topic;
        this.watch = watch;
        this.clients = clients;
        this.turns = turns;
        this.settings = settings;
        this.backoff = backoff(ApiMeter.DISPATCH_FAILURES.counter(meters));
    }

    /**
     * Every turn taken. Never errors: whatever fails, PostgreSQL or Kafka, is taken up again with backoff.
     *
     * @param stop when it completes, the turn that is being taken is the last; what Kafka does not take for some seconds more is
     *     given back
     */
    Flux<Turn> run(Mono<Void> stop) {
        return dispatch(stop).mergeWith(watch.run(stop).then(Mono.empty()));
    }

    private Flux<Turn> dispatch(Mono<Void> stop) {
        return topic.ensure()
                .thenMany(Flux.usingWhen(
                        Mono.fromCallable(clients::sender), sender -> dispatch(sender, stop), DispatchLoop::close))
                .retryWhen(Retry.from(failed ->
                        failed.concatMap(failure -> pause(failure, stop)).takeWhile(again -> again)));
    }

    /** True after the pause, or false on the stop. It is asked for by failures alone: to end earlier would cut the last turn. */
    private Flux<Boolean> pause(Retry.RetrySignal failure, Mono<Void> stop) {
        return Flux.from(backoff.generateCompanion(Flux.just(failure)))
                .map(_ -> true)
                .takeUntilOther(stop)
                .defaultIfEmpty(false);
    }

    private Flux<Turn> dispatch(KafkaSender<String, byte[]> sender, Mono<Void> stop) {
        Mono<Turn> turn = turns.take(sender, stop.then(Mono.delay(LAST_TURN)).then());
        return wakeups.signals().takeUntilOther(stop).concatMap(_ -> untilIdle(turn, stop), 1);
    }

    private Flux<Turn> untilIdle(Mono<Turn> turn, Mono<Void> stop) {
        return turn.expand(last -> pauseAfter(last).takeUntilOther(stop).flatMap(_ -> turn));
    }

    private Mono<Long> pauseAfter(Turn turn) {
        return switch (turn) {
            case PUBLISHED -> Mono.delay(Duration.ZERO);
            case WAITING -> Mono.delay(settings.refillPoll());
            case IDLE -> Mono.empty();
        };
    }

    private static Mono<Void> close(KafkaSender<String, byte[]> sender) {
        return Mono.<Void>fromRunnable(sender::close).subscribeOn(Schedulers.boundedElastic());
    }

    private static RetryBackoffSpec backoff(Counter failures) {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                .maxBackoff(Duration.ofSeconds(5))
                .transientErrors(true)
                .doBeforeRetry(signal -> {
                    failures.increment();
                    LOG.warn("dispatch was interrupted and goes on", signal.failure());
                });
    }
}
