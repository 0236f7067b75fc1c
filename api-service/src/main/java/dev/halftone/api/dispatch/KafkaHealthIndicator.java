package dev.halftone.api.dispatch;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether Kafka's brokers answer. */
@Component
class KafkaHealthIndicator extends AbstractReactiveHealthIndicator {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final KafkaClients clients;

    KafkaHealthIndicator(KafkaClients clients) {
        super("Kafka does not answer");
        this.clients = clients;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return clients.admin()
                .flatMap(KafkaHealthIndicator::brokers)
                .timeout(TIMEOUT)
                .map(count -> builder.up().withDetail("brokers", count).build());
    }

    private static Mono<Integer> brokers(Admin admin) {
        DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis()));
        return Mono.fromFuture(() -> admin.describeCluster(options)
                        .nodes()
                        .toCompletionStage()
                        .toCompletableFuture())
                .map(nodes -> nodes.size());
    }
}
