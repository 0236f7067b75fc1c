package dev.halftone.standalone.infrastructure;

import dev.halftone.standalone.lifecycle.Closing;
import dev.halftone.standalone.lifecycle.Started;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** PostgreSQL, Kafka and S3, started side by side and stopped in the order Kafka, S3, PostgreSQL. */
public final class Infrastructure implements Closeable {

    private final Started<PostgresServer> postgres;
    private final Started<S3Server> s3;
    private final Started<KafkaServer> kafka;
    private final Map<String, String> settings;

    private Infrastructure(DataDirectory data, InfrastructurePorts wanted, ExecutorService starters)
            throws IOException {
        String password = data.secret("postgres");
        String secretKey = data.secret("s3");
        PostgresServer server = PostgresServer.in(data.resolve("postgres"), password);
        int postgresPort = data.port("postgres", wanted.postgres());
        int kafkaPort = data.port("kafka", wanted.kafka());
        int controllerPort = data.port("kafka-controller", wanted.kafkaController());
        int s3Port = data.port("s3", wanted.s3());
        postgres = Started.by(starters, "PostgreSQL", () -> server.start(postgresPort));
        s3 = Started.by(starters, "S3", () -> S3Server.start(data.resolve("s3"), s3Port, secretKey));
        kafka = Started.by(
                starters, "Kafka", () -> KafkaServer.start(data.resolve("kafka"), kafkaPort, controllerPort));
        settings = Collections.unmodifiableMap(settings(postgresPort, password, kafkaPort, s3Port, secretKey));
    }

    /**
     * Returns when all three answer.
     *
     * @throws IOException if one does not start; the others are stopped again
     */
    public static Infrastructure start(DataDirectory data, InfrastructurePorts wanted) throws IOException {
        Infrastructure infrastructure;
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 1).factory())) {
            infrastructure = new Infrastructure(data, wanted, starters);
        }
        infrastructure.requireAll();
        return infrastructure;
    }

    private void requireAll() throws IOException {
        try {
            postgres.get();
            s3.get();
            kafka.get();
        } catch (IOException | RuntimeException e) {
            try {
                close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private static Map<String, String> settings(
            int postgresPort, String password, int kafkaPort, int s3Port, String secretKey) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "spring.r2dbc.url", "r2dbc:postgresql://127.0.0.1:" + postgresPort + "/" + PostgresServer.DATABASE);
        settings.put("spring.r2dbc.username", PostgresServer.USER);
        settings.put("spring.r2dbc.password", password);
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + kafkaPort);
        settings.putAll(S3Server.settings(s3Port, secretKey));
        return settings;
    }

    /** What the services need to use these servers, by the names of their settings. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Stops what started; one that fails to stop does not keep the next from it. */
    @Override
    public void close() throws IOException {
        Closing.inOrder(List.of(kafka, s3, postgres));
    }
}
