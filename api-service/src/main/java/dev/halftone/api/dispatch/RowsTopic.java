package dev.halftone.api.dispatch;

import dev.halftone.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The topic that carries the rows. One that is there is left as it is. */
@Component
class RowsTopic {

    private final KafkaClients clients;
    private final LostTopics lostTopics;
    private final DispatchSettings settings;

    RowsTopic(KafkaClients clients, LostTopics lostTopics, DispatchSettings settings) {
        this.clients = clients;
        this.lostTopics = lostTopics;
        this.settings = settings;
    }

    /** Completes once the topic is there and it is known whether it is still the same one; errors while Kafka is away. */
    Mono<Void> ensure() {
        return clients.admin().flatMap(this::id).flatMap(id -> lostTopics.note(Topics.ROWS, id.toString()));
    }

    private Mono<Uuid> id(Admin admin) {
        return describe(admin)
                .onErrorResume(
                        UnknownTopicOrPartitionException.class,
                        _ -> create(admin).onErrorResume(TopicExistsException.class, _ -> describe(admin)));
    }

    private static Mono<Uuid> describe(Admin admin) {
        return mono(() -> admin.describeTopics(List.of(Topics.ROWS)).allTopicNames())
                .map(topics -> Objects.requireNonNull(topics.get(Topics.ROWS)).topicId());
    }

    private Mono<Uuid> create(Admin admin) {
        NewTopic topic = new NewTopic(
                        Topics.ROWS,
                        Optional.of(settings.partitions()),
                        Optional.ofNullable(settings.replicationFactor()))
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(KafkaClients.MAX_MESSAGE_BYTES)));
        return mono(() -> admin.createTopics(List.of(topic)).topicId(Topics.ROWS));
    }

    private static <T> Mono<T> mono(Supplier<KafkaFuture<T>> asked) {
        return Mono.fromFuture(() -> asked.get().toCompletionStage().toCompletableFuture());
    }
}
