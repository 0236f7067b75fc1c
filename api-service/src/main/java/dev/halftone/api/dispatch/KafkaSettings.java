package dev.halftone.api.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is, under Spring's own names.
 *
 * @param bootstrapServers host and port of some brokers
 * @param properties passed to every client as they are
 */
@ConfigurationProperties("spring.kafka")
record KafkaSettings(
        @DefaultValue("localhost:9092") List<String> bootstrapServers,
        @DefaultValue Map<String, String> properties) {

    KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        properties = Map.copyOf(properties);
        if (bootstrapServers.isEmpty()) {
            throw new IllegalArgumentException("spring.kafka.bootstrap-servers is empty");
        }
    }

    /** A client's configuration: the given one, and over it whatever the operator set. */
    Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(properties);
        return all;
    }
}
