package dev.halftone.standalone.infrastructure;

import dev.halftone.standalone.lifecycle.Closing;
import dev.halftone.standalone.lifecycle.Started;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** PostgreSQL, Kafka and S3, or some of them, started side by side and stopped in the order Kafka, S3, PostgreSQL. */
public final class Infrastructure implements Closeable {

    private final DataDirectory data;
    private final InfrastructureOptions options;
    private final List<Started<?>> parts = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Infrastructure(DataDirectory data, InfrastructureOptions options) {
        this.data = data;
        this.options = options;
    }

    /**
     * Returns when all three answer.
     *
     * @throws IOException if one does not start; the others are stopped again
     */
    public static Infrastructure start(DataDirectory data, InfrastructurePorts wanted) throws IOException {
        return start(data, InfrastructureOptions.all(wanted));
    }

    /**
     * Returns when all that are wanted answer.
     *
     * @throws IOException if one does not start; the others are stopped again
     */
    public static Infrastructure start(DataDirectory data, InfrastructureOptions options) throws IOException {
        Infrastructure infrastructure = new Infrastructure(data, options);
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 1).factory())) {
            infrastructure.startAll(starters);
        }
        infrastructure.requireAll();
        return infrastructure;
    }

    /** In the order in which they are stopped. */
    private void startAll(ExecutorService starters) throws IOException {
        if (options.parts().contains(Part.KAFKA)) {
            startKafka(starters);
        }
        if (options.parts().contains(Part.S3)) {
            startS3(starters);
        }
        if (options.parts().contains(Part.POSTGRES)) {
            startPostgres(starters);
        }
    }

    private void startKafka(ExecutorService starters) throws IOException {
        int port = data.port("kafka", options.ports().kafka());
        int controllerPort = data.port("kafka-controller", options.ports().kafkaController());
        String advertised = options.kafkaAdvertised() == null ? "127.0.0.1:" + port : options.kafkaAdvertised();
        settings.put("spring.kafka.bootstrap-servers", advertised);
        parts.add(Started.by(
                starters, "Kafka", () -> KafkaServer.start(data.resolve("kafka"), port, controllerPort, advertised)));
    }

    private void startS3(ExecutorService starters) throws IOException {
        String secretKey = data.secret("s3");
        int port = data.port("s3", options.ports().s3());
        settings.putAll(S3Server.settings(port, secretKey));
        parts.add(Started.by(starters, "S3", () -> S3Server.start(data.resolve("s3"), port, secretKey)));
    }

    private void startPostgres(ExecutorService starters) throws IOException {
        String password = data.secret("postgres");
        PostgresServer server = PostgresServer.in(data.resolve("postgres"), password);
        int port = data.port("postgres", options.ports().postgres());
        settings.put("spring.r2dbc.url", "r2dbc:postgresql://127.0.0.1:" + port + "/" + PostgresServer.DATABASE);
        settings.put("spring.r2dbc.username", PostgresServer.USER);
        settings.put("spring.r2dbc.password", password);
        parts.add(Started.by(starters, "PostgreSQL", () -> server.start(port)));
    }

    private void requireAll() throws IOException {
        try {
            for (Started<?> part : parts) {
                part.get();
            }
        } catch (IOException | RuntimeException e) {
            try {
                close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** What the services need to use these servers, by the names of their settings. */
    public Map<String, String> settings() {
        return Collections.unmodifiableMap(settings);
    }

    /** Stops what started; one that fails to stop does not keep the next from it. */
    @Override
    public void close() throws IOException {
        Closing.inOrder(parts);
    }
}
