package dev.halftone.standalone;

import dev.halftone.standalone.infrastructure.S3Server;
import dev.halftone.standalone.samples.SampleOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The whole flow on the servers that are deployed: the official images of PostgreSQL and Kafka. */
@Testcontainers(disabledWithoutDocker = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeFlowContainersIT extends EveryWayIn {

    private static final String SECRET_KEY = "containers";

    @Container
    private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17-alpine");

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.1.0");

    @TempDir
    static Path directory;

    private WebhookReceiver webhooks;
    private SampleOrigin samples;
    private S3Server s3;
    private Services services;
    private URI api;

    @BeforeAll
    void start() throws Exception {
        webhooks = WebhookReceiver.start();
        samples = SampleOrigin.start(0);
        int s3Port = freePort();
        s3 = S3Server.start(directory, s3Port, SECRET_KEY);
        int apiPort = freePort();
        services = Services.start(settings(s3Port), apiPort);
        api = URI.create("http://127.0.0.1:" + apiPort);
    }

    private Map<String, String> settings(int s3Port) {
        Map<String, String> settings = new LinkedHashMap<>(S3Server.settings(s3Port, SECRET_KEY));
        settings.put(
                "spring.r2dbc.url",
                "r2dbc:postgresql://" + POSTGRES.getHost() + ":" + POSTGRES.getFirstMappedPort() + "/"
                        + POSTGRES.getDatabaseName());
        settings.put("spring.r2dbc.username", POSTGRES.getUsername());
        settings.put("spring.r2dbc.password", POSTGRES.getPassword());
        settings.put("spring.kafka.bootstrap-servers", KAFKA.getBootstrapServers());
        settings.putAll(LoopbackEgress.settings(
                samples.port(), Map.of("HALFTONE_EGRESS_ALLOWED_PORTS", "80,443," + webhooks.port())));
        return settings;
    }

    @AfterAll
    void stop() throws Exception {
        services.close();
        s3.close();
        samples.close();
        webhooks.close();
    }

    @Override
    URI api() {
        return api;
    }

    @Override
    URI samples() {
        return samples.address();
    }

    @Override
    WebhookReceiver webhooks() {
        return webhooks;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
