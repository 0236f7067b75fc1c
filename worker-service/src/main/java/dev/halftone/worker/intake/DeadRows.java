package dev.halftone.worker.intake;

import dev.halftone.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.util.retry.Retry;

/** Keeps records that no row could be read from, for whoever looks into them, and drives them again. */
@Component
class DeadRows implements DisposableBean {

    static final String REASON = "halftone-reason";
    static final String ORIGIN = "halftone-origin";
    /** How many bytes the value had that was too large to be kept. */
    static final String OMITTED = "halftone-omitted-bytes";
    /** Marks the record at the offset that is its value as driven. */
    static final String DRIVEN = "halftone-driven";

    private static final Logger LOG = LoggerFactory.getLogger(DeadRows.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private final KafkaCluster cluster;
    private final IntakeSettings settings;
    private final KafkaSender<byte[], byte[]> sender;

    DeadRows(KafkaSettings kafka, KafkaCluster cluster, IntakeSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.sender = KafkaSender.create(SenderOptions.create(kafka.client(Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis()))));
    }

    /**
     * Publishes the record with the reason and where it was: as it is, or without its value if the topic takes none so large.
     * Waits for as long as Kafka is ill.
     */
    Mono<Void> publish(ConsumerRecord<byte[], byte[]> record, String reason) {
        return cluster.ensureTopic(Topics.DEAD_ROWS)
                .then(send(dead(record, record.value(), reason)))
                .onErrorResume(RecordTooLargeException.class, e -> send(withoutValue(record, reason)))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                        .maxBackoff(settings.retryBackoff())
                        .doBeforeRetry(signal ->
                                LOG.warn("Dead record {} cannot be published", origin(record), signal.failure())));
    }

    /** Publishes a dead record to where it was meant for, and marks it. A death between the two drives it twice. */
    Mono<Void> drive(ConsumerRecord<byte[], byte[]> dead) {
        ProducerRecord<byte[], byte[]> living = new ProducerRecord<>(Topics.ROWS, dead.key(), dead.value());
        for (Header header : dead.headers()) {
            if (!header.key().equals(REASON) && !header.key().equals(ORIGIN)) {
                living.headers().add(header);
            }
        }
        ProducerRecord<byte[], byte[]> mark = new ProducerRecord<>(
                Topics.DEAD_ROWS, dead.partition(), dead.key(), bytes(String.valueOf(dead.offset())));
        mark.headers().add(DRIVEN, new byte[0]);
        return send(living).then(send(mark));
    }

    static String origin(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private Mono<Void> send(ProducerRecord<byte[], byte[]> record) {
        return Mono.defer(() ->
                        sender.send(Mono.just(SenderRecord.create(record, 0))).then())
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE.multipliedBy(3));
    }

    private static ProducerRecord<byte[], byte[]> dead(
            ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, String reason) {
        ProducerRecord<byte[], byte[]> dead = new ProducerRecord<>(Topics.DEAD_ROWS, record.key(), value);
        record.headers().forEach(dead.headers()::add);
        dead.headers().add(REASON, bytes(reason)).add(ORIGIN, bytes(origin(record)));
        return dead;
    }

    private static ProducerRecord<byte[], byte[]> withoutValue(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> dead = dead(record, null, reason);
        dead.headers().add(OMITTED, bytes(String.valueOf(record.serializedValueSize())));
        return dead;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() {
        sender.close();
    }
}
