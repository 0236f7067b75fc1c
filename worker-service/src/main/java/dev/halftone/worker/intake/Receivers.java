package dev.halftone.worker.intake;

import dev.halftone.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;

/** Opens Kafka consumers, and knows when they are closed. */
@Component
class Receivers {

    private static final Duration CLOSE_CHECK = Duration.ofMillis(20);

    private final ReceiverOptions<byte[], byte[]> options;
    private final OpenConsumers consumers;

    Receivers(KafkaSettings kafka, IntakeSettings settings, Assignments assignments) {
        this.consumers = new OpenConsumers(assignments);
        this.options = ReceiverOptions.<byte[], byte[]>create(kafka.client(consumer(kafka, settings)))
                .subscription(List.of(Topics.ROWS))
                .commitInterval(settings.commitInterval())
                .maxDeferredCommits(settings.maxDeferredCommits())
                .maxDelayRebalance(Duration.ZERO);
    }

    /** The records of a new consumer. Cancelling commits what is acknowledged until then and closes the consumer. */
    Flux<ReceiverRecord<byte[], byte[]>> receive() {
        return Flux.defer(() -> KafkaReceiver.create(consumers, options).receive());
    }

    /** Completes once no consumer is open. */
    Mono<Void> closed() {
        return Flux.interval(Duration.ZERO, CLOSE_CHECK)
                .takeUntil(tick -> consumers.isEmpty())
                .then();
    }

    private static Map<String, Object> consumer(KafkaSettings kafka, IntakeSettings settings) {
        Map<String, Object> consumer = new HashMap<>();
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.WORKERS);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.pollRecords());
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        // how soon a topic or a partition that is created later is found
        consumer.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        if (!"consumer".equalsIgnoreCase(kafka.properties().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            // with the group protocol of KIP-848 it is the broker that assigns
            consumer.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    List.of(CooperativeStickyAssignor.class.getName()));
        }
        return consumer;
    }
}
