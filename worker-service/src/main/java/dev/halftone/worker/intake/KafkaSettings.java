package dev.halftone.worker.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is, under Spring's own names.
 *
 * @param bootstrapServers host and port of some brokers
 * @param properties handed to every Kafka client as they are; they win over what the worker sets itself
 */
@ConfigurationProperties("spring.kafka")
record KafkaSettings(
        @DefaultValue("localhost:9092") List<String> bootstrapServers,
        @DefaultValue Map<String, String> properties) {

    KafkaSettings {
        if (bootstrapServers.isEmpty()) {
            throw new IllegalArgumentException("spring.kafka.bootstrap-servers names no broker");
        }
        bootstrapServers = List.copyOf(bootstrapServers);
        properties = Map.copyOf(properties);
    }

    /** The configuration of a client that sets {@code own} itself. */
    Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> configuration = new HashMap<>(own);
        configuration.put("bootstrap.servers", String.join(",", bootstrapServers));
        configuration.putAll(properties);
        return configuration;
    }
}
