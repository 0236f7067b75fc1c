package dev.halftone.worker.intake;

import dev.halftone.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** The topic of the dead rows, read from its beginning to where it ends now, by nobody's consumer group. */
@Component
class DeadTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int POLL_RECORDS = 20;

    private final Map<String, Object> configuration;

    DeadTopic(KafkaSettings kafka) {
        this.configuration = kafka.client(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                POLL_RECORDS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis())));
    }

    /** Every record, of each partition in order; few at a time, however many they are. Marks are records too. */
    Flux<ConsumerRecord<byte[], byte[]>> records() {
        return Flux.<ConsumerRecords<byte[], byte[]>, Reading>generate(this::begin, Reading::next, Reading::close)
                .concatMapIterable(polled -> polled, 1)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Reading begin() {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_ROWS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Reading(consumer, new HashMap<>(consumer.endOffsets(partitions)));
    }

    /** One way through the topic. */
    private record Reading(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {

        Reading next(SynchronousSink<ConsumerRecords<byte[], byte[]>> sink) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                sink.complete();
            } else {
                sink.next(consumer.poll(POLL));
            }
            return this;
        }

        void close() {
            consumer.close();
        }
    }
}
