package dev.halftone.worker.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether Kafka answers. Why it does not is for the log, and not for whoever asks. */
@Component("kafkaHealthIndicator")
class KafkaHealth implements ReactiveHealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaHealth.class);

    private final KafkaCluster cluster;

    KafkaHealth(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Mono<Health> health() {
        return cluster.brokers()
                .map(brokers -> Health.up().withDetail("brokers", brokers).build())
                .doOnError(e -> LOG.warn("Kafka is ill: {}", e.toString()))
                .onErrorResume(e -> Mono.just(Health.down().build()));
    }
}
