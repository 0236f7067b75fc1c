package dev.halftone.worker.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether Kafka answers. */
@Component("kafkaHealthIndicator")
class KafkaHealth implements ReactiveHealthIndicator {

    private final KafkaCluster cluster;

    KafkaHealth(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Mono<Health> health() {
        return cluster.brokers()
                .map(brokers -> Health.up().withDetail("brokers", brokers).build())
                .onErrorResume(e -> Mono.just(Health.down(e).build()));
    }
}
