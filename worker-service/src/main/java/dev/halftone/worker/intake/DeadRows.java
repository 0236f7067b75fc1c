package dev.halftone.worker.intake;

import dev.halftone.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

/** Keeps records that no row could be read from, for whoever looks into them. */
@Component
class DeadRows implements DisposableBean {

    static final String REASON = "halftone-reason";
    static final String ORIGIN = "halftone-origin";

    private static final Logger LOG = LoggerFactory.getLogger(DeadRows.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Retry THRICE = Retry.backoff(2, Duration.ofMillis(500));

    private final KafkaCluster cluster;
    private final KafkaSender<byte[], byte[]> sender;

    DeadRows(KafkaSettings kafka, KafkaCluster cluster) {
        this.cluster = cluster;
        this.sender = KafkaSender.create(SenderOptions.create(kafka.client(Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis()))));
    }

    /**
     * Publishes the record as it is, with the reason and where it was. Completes in any case, because a dead record must not hold
     * back the living: one that cannot be published is only logged, and stays where it was for as long as its topic keeps it.
     */
    Mono<Void> publish(ConsumerRecord<byte[], byte[]> record, String reason) {
        return cluster.ensureTopic(Topics.DEAD_ROWS)
                .then(Mono.defer(() ->
                                sender.send(Mono.just(dead(record, reason))).then())
                        .subscribeOn(Schedulers.boundedElastic()))
                .timeout(PATIENCE.multipliedBy(3))
                .retryWhen(THRICE)
                .onErrorResume(e -> leave(record, e));
    }

    private static Mono<Void> leave(ConsumerRecord<byte[], byte[]> record, Throwable error) {
        LOG.error("Dead record {} could not be published to {}", origin(record), Topics.DEAD_ROWS, error);
        return Mono.empty();
    }

    private static SenderRecord<byte[], byte[], Long> dead(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> dead = new ProducerRecord<>(Topics.DEAD_ROWS, record.key(), record.value());
        dead.headers()
                .add(REASON, reason.getBytes(StandardCharsets.UTF_8))
                .add(ORIGIN, origin(record).getBytes(StandardCharsets.UTF_8));
        return SenderRecord.create(dead, record.offset());
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    @Override
    public void destroy() {
        sender.close();
    }
}
