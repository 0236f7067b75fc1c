package dev.halftone.api.servers;

import dev.halftone.wire.RowMessage;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.wire.UnreadableMessageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in this JVM. */
public final class TestKafka {

    private final int port;
    private final KafkaRaftServer server;

    private static final class Shared {
        private static final TestKafka KAFKA = startOn(freePort());
    }

    private TestKafka(int port, KafkaRaftServer server) {
        this.port = port;
        this.server = server;
    }

    /** The one that all tests of the JVM share. */
    public static TestKafka shared() {
        return Shared.KAFKA;
    }

    public static TestKafka startOn(int port) {
        try {
            Path directory = Files.createTempDirectory("kafka");
            Properties properties = properties(port, directory);
            format(directory);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
            server.startup();
            return new TestKafka(port, server);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka does not start", e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Everything in the topic at this moment. */
    public List<RowMessage> messages() {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ROWS).stream()
                    .map(partition -> new TopicPartition(Topics.ROWS, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<RowMessage> messages = new ArrayList<>();
            while (messages.size() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> messages.add(read(message)));
            }
            return messages;
        }
    }

    private static RowMessage read(ConsumerRecord<byte[], byte[]> message) {
        try {
            return RowMessageJson.read(message.value());
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
    }

    private static Properties properties(int port, Path directory) {
        int controller = freePort();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "log.dirs", directory.toString(),
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false"));
        return properties;
    }
}
