package dev.halftone.faults.check;

import dev.halftone.wire.Topics;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The workers as Kafka sees them, and their topic. */
public final class Group implements Closeable {

    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;

    public Group(String bootstrapServers) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000));
    }

    /** How many records are not acknowledged; none without a topic. */
    public long lag() throws InterruptedException, ExecutionException, TimeoutException {
        if (!exists(Topics.ROWS)) {
            return 0;
        }
        TopicDescription topic = Objects.requireNonNull(
                get(admin.describeTopics(List.of(Topics.ROWS)).allTopicNames()).get(Topics.ROWS));
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        topic.partitions().forEach(info -> {
            TopicPartition partition = new TopicPartition(Topics.ROWS, info.partition());
            latest.put(partition, OffsetSpec.latest());
            earliest.put(partition, OffsetSpec.earliest());
        });
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(admin.listOffsets(latest).all());
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                get(admin.listOffsets(earliest).all());
        Map<TopicPartition, OffsetAndMetadata> committed = acknowledged();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    ListOffsetsResultInfo begin = begins.get(end.getKey());
                    long from = offset != null ? offset.offset() : begin == null ? 0 : begin.offset();
                    return Math.max(0, end.getValue().offset() - from);
                })
                .sum();
    }

    /** The first offset of each partition that is not acknowledged. */
    Map<TopicPartition, OffsetAndMetadata> acknowledged()
            throws InterruptedException, ExecutionException, TimeoutException {
        return get(admin.listConsumerGroupOffsets(Topics.WORKERS).partitionsToOffsetAndMetadata());
    }

    /** Whether no worker is in it. */
    public boolean isEmpty() throws InterruptedException, ExecutionException, TimeoutException {
        return get(admin.describeConsumerGroups(List.of(Topics.WORKERS)).all()).values().stream()
                .allMatch(group -> group.members().isEmpty());
    }

    /** Makes an empty group begin anew. */
    public void rewind() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
        acknowledged().keySet().forEach(partition -> first.put(partition, new OffsetAndMetadata(0)));
        get(admin.alterConsumerGroupOffsets(Topics.WORKERS, first).all());
    }

    public boolean exists(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        return get(admin.listTopics().names()).contains(topic);
    }

    /** Deletes the topic with all that is in it. */
    public void wipe() throws InterruptedException, ExecutionException, TimeoutException {
        get(admin.deleteTopics(List.of(Topics.ROWS)).all());
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
