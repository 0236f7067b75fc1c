package dev.halftone.faults.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_POLL = Duration.ofMillis(200);

    @TempDir
    private static Path directory;

    private static ProxiedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        kafka = ProxiedKafka.start(directory);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() throws IOException {
        admin.close();
        kafka.close();
    }

    @Test
    void theReplyToAProducerIsHeldOnceTheRecordIsInTheLog() throws Exception {
        TopicPartition rows = topic("produced");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            send(producer, rows).get(20, TimeUnit.SECONDS);
            Trap trap = kafka.proxy().trap(Moment.KAFKA_PRODUCE_REPLY);
            Future<RecordMetadata> second = send(producer, rows);
            assertThat(trap.await(PATIENCE)).isTrue();
            assertThat(endOf(rows)).isEqualTo(2);
            assertThat(second).isNotDone();
            trap.release();
            assertThat(second.get(20, TimeUnit.SECONDS).offset()).isEqualTo(1);
        }
    }

    @Test
    void theReplyToAnOffsetCommitIsHeldOnceItIsCommitted() throws Exception {
        TopicPartition rows = topic("committed");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(rows)) {
            consumer.commitSync(Map.of(rows, new OffsetAndMetadata(6)), PATIENCE); // knows the coordinator from now on
            Trap trap = kafka.proxy().trap(Moment.KAFKA_OFFSET_COMMIT_REPLY);
            CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> committed = new CompletableFuture<>();
            consumer.commitAsync(
                    Map.of(rows, new OffsetAndMetadata(7)), (offsets, error) -> committed.complete(offsets));
            await().until(() -> {
                consumer.poll(A_POLL);
                return trap.await(Duration.ZERO);
            });
            assertThat(admin.listConsumerGroupOffsets("group")
                            .partitionsToOffsetAndMetadata()
                            .get(20, TimeUnit.SECONDS))
                    .containsEntry(rows, new OffsetAndMetadata(7));
            consumer.poll(A_POLL);
            assertThat(committed).isNotDone();
            trap.release();
            await().until(() -> {
                consumer.poll(A_POLL);
                return committed.isDone();
            });
        }
    }

    @Test
    void recordsAreHeldOnTheirWayToAConsumerAndEmptyRepliesAreNot() throws Exception {
        TopicPartition rows = topic("fetched");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(rows);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            Trap trap = kafka.proxy().trap(Moment.KAFKA_FETCH_REPLY);
            assertThat(consumer.poll(Duration.ofSeconds(2))).isEmpty(); // at least one reply without records
            assertThat(trap.await(Duration.ZERO)).isFalse();
            send(producer, rows).get(20, TimeUnit.SECONDS);
            await().until(() -> consumer.poll(A_POLL).isEmpty() && trap.await(Duration.ZERO));
            assertThat(consumer.poll(A_POLL)).isEmpty();
            trap.release();
            await().until(() -> consumer.poll(A_POLL).count() == 1);
        }
    }

    private static TopicPartition topic(String name) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        return new TopicPartition(name, 0);
    }

    private static long endOf(TopicPartition partition) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get(20, TimeUnit.SECONDS)
                .offset();
    }

    private static Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, TopicPartition partition) {
        return producer.send(
                new ProducerRecord<>(partition.topic(), partition.partition(), null, "row".getBytes(UTF_8)));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(TopicPartition partition) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "group",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        return consumer;
    }
}
