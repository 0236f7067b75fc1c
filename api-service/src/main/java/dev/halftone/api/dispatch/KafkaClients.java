package dev.halftone.api.dispatch;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;

/** Makes the clients, not before they are needed: a client cannot be made while its brokers' names do not resolve. */
@Component
class KafkaClients implements DisposableBean {

    // a row may have many long URLs
    static final int MAX_MESSAGE_BYTES = 8 << 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final DispatchSettings dispatch;
    private final Mono<Admin> admin = Mono.fromCallable(this::makeAdmin)
            .subscribeOn(Schedulers.boundedElastic())
            .cacheInvalidateIf(_ -> false);
    private volatile @Nullable Admin made;

    KafkaClients(KafkaSettings kafka, DispatchSettings dispatch) {
        this.kafka = kafka;
        this.dispatch = dispatch;
    }

    /** The one admin client of the process; a failure to make it is not kept. */
    Mono<Admin> admin() {
        return admin;
    }

    /** A new sender, for its caller to close. It gives up on a record well before the lease of its job ends. */
    KafkaSender<String, byte[]> sender() {
        long third = dispatch.lease().toMillis() / 3;
        Map<String, Object> properties = kafka.client(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "halftone-dispatch",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_MESSAGE_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                third,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) third,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) (third + third / 2)));
        return KafkaSender.create(SenderOptions.<String, byte[]>create(properties)
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new ByteArraySerializer())
                .closeTimeout(CLOSE_TIMEOUT));
    }

    private Admin makeAdmin() {
        Admin client = Admin.create(kafka.client(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, "halftone-api",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000)));
        made = client;
        return client;
    }

    @Override
    public void destroy() {
        Admin client = made;
        if (client != null) {
            client.close(CLOSE_TIMEOUT);
        }
    }
}
