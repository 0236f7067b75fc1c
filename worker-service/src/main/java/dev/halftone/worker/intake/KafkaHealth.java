package dev.halftone.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether Kafka answers. */
@Component("kafkaHealthIndicator")
class KafkaHealth implements ReactiveHealthIndicator, DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Object> configuration;
    private final AtomicReference<@Nullable Admin> client = new AtomicReference<>();

    KafkaHealth(KafkaSettings kafka) {
        int patience = (int) PATIENCE.toMillis();
        this.configuration = kafka.client(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience));
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromCallable(this::client)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(KafkaHealth::nodes)
                .timeout(PATIENCE)
                .map(nodes -> Health.up().withDetail("brokers", nodes.size()).build())
                .onErrorResume(e -> Mono.just(Health.down(e).build()));
    }

    private static Mono<Collection<Node>> nodes(Admin client) {
        return Mono.fromFuture(
                () -> client.describeCluster().nodes().toCompletionStage().toCompletableFuture());
    }

    /** Made when first asked for: making one fails as long as no broker's name resolves. */
    private synchronized Admin client() {
        Admin made = client.get();
        if (made == null) {
            made = Admin.create(configuration);
            client.set(made);
        }
        return made;
    }

    @Override
    public synchronized void destroy() {
        Admin made = client.get();
        if (made != null) {
            made.close(Duration.ofSeconds(1));
        }
    }
}
