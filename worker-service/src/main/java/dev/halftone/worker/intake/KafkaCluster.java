package dev.halftone.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Kafka itself, as an administrator sees it. Every method answers or fails in bounded time. */
@Component
class KafkaCluster implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Object> configuration;
    private @Nullable Admin client;

    KafkaCluster(KafkaSettings kafka) {
        int patience = (int) PATIENCE.toMillis();
        this.configuration = kafka.client(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience));
    }

    /** How many brokers answer for the cluster. */
    Mono<Integer> brokers() {
        return admin().flatMap(admin -> answer(admin.describeCluster().nodes()))
                .timeout(PATIENCE)
                .map(Collection::size);
    }

    /**
     * Completes once the topic is there. One that is not is made as the cluster makes topics by default; whoever may not make it
     * finds out by using it.
     */
    Mono<Void> ensureTopic(String name) {
        NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty());
        return admin().flatMap(
                        admin -> answer(admin.createTopics(List.of(topic)).all()))
                .timeout(PATIENCE)
                .onErrorComplete(TopicExistsException.class)
                .onErrorComplete(AuthorizationException.class);
    }

    private static <T> Mono<T> answer(KafkaFuture<T> future) {
        return Mono.fromFuture(() -> future.toCompletionStage().toCompletableFuture());
    }

    private Mono<Admin> admin() {
        return Mono.fromCallable(this::client).subscribeOn(Schedulers.boundedElastic());
    }

    /** Made when first needed: making it fails as long as no broker's name resolves. */
    private synchronized Admin client() {
        Admin made = client;
        if (made == null) {
            made = Admin.create(configuration);
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void destroy() {
        if (client != null) {
            client.close(Duration.ofSeconds(1));
        }
    }
}
