package dev.halftone.api.dispatch;

import dev.halftone.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The topic that carries the rows. One that is there is left as it is. */
@Component
class RowsTopic {

    private final KafkaClients clients;
    private final DispatchSettings settings;

    RowsTopic(KafkaClients clients, DispatchSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** Completes once the topic is there; errors while Kafka is away. */
    Mono<Void> ensure() {
        return clients.admin().flatMap(this::create).onErrorResume(TopicExistsException.class, _ -> Mono.empty());
    }

    private Mono<Void> create(Admin admin) {
        NewTopic topic = new NewTopic(
                        Topics.ROWS,
                        Optional.of(settings.partitions()),
                        Optional.ofNullable(settings.replicationFactor()))
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(KafkaClients.MAX_MESSAGE_BYTES)));
        return Mono.fromFuture(() ->
                admin.createTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
    }
}
