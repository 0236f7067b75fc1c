package dev.halftone.api.dispatch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Looks at Kafka every few seconds: whether the topic is still the one that the rows were given to, and who takes them. */
@Component
class KafkaWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

    private final RowsTopic topic;
    private final Workers workers;
    private final DispatchSettings settings;

    KafkaWatch(RowsTopic topic, Workers workers, DispatchSettings settings) {
        this.topic = topic;
        this.workers = workers;
        this.settings = settings;
    }

    /** Never errors: while Kafka or PostgreSQL is away, what was seen last is what is known. Completes on the stop. */
    Mono<Void> run(Mono<Void> stop) {
        return Flux.interval(Duration.ZERO, settings.kafkaPoll())
                .onBackpressureDrop()
                .concatMap(_ -> topic.ensure().then(workers.look()), 1)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, settings.kafkaPoll())
                        .doBeforeRetry(signal -> LOG.warn(
                                "Kafka is looked at again: {}", signal.failure().toString())))
                .takeUntilOther(stop)
                .then();
    }
}
