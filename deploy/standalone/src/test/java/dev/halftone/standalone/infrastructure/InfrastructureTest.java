package dev.halftone.standalone.infrastructure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

class InfrastructureTest {

    @TempDir
    Path directory;

    @Test
    void dataAndAddressesSurviveARestart() throws Exception {
        Map<String, String> first;
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                Infrastructure infrastructure = Infrastructure.start(data, InfrastructurePorts.ANY)) {
            first = infrastructure.settings();
            query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
            put(first, "kept.txt", "kept");
            try (Admin kafka = admin(first)) {
                kafka.createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
                        .all()
                        .get(20, TimeUnit.SECONDS);
            }
        }
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                Infrastructure infrastructure = Infrastructure.start(data, InfrastructurePorts.ANY)) {
            assertThat(infrastructure.settings()).isEqualTo(first);
            assertThat(query(first, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(get(first, "kept.txt")).isEqualTo("kept");
            try (Admin kafka = admin(first)) {
                assertThat(kafka.listTopics().names().get(20, TimeUnit.SECONDS)).contains("kept");
            }
        }
    }

    @Test
    void aPostgresThatOutlivedItsProcessIsReplacedWithItsDataKept() throws Exception {
        String password = "secret";
        Map<String, String> settings = Map.of("spring.r2dbc.password", password);
        int port;
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
            port = data.port("postgres", 0);
        }
        Path postgres = directory.resolve("data/postgres");
        PostgresServer.in(postgres, password).start(port);
        query(port, settings, "CREATE TABLE kept AS SELECT 42 AS answer");
        PostgresServer next = PostgresServer.in(postgres, password).start(port);
        try (next) {
            assertThat(query(port, settings, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(query(port, settings, "SHOW fsync")).isEqualTo("on");
            assertThat(query(port, settings, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void kafkaRunsAloneAndSendsItsClientsToTheAddressThatItIsGiven() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"));
                ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String advertised = "127.0.0.1:" + elsewhere.getLocalPort();
            int port = data.port("kafka", 0);
            InfrastructureOptions options =
                    new InfrastructureOptions(new InfrastructurePorts(0, port, 0, 0), Set.of(Part.KAFKA), advertised);
            try (Infrastructure infrastructure = Infrastructure.start(data, options);
                    Admin kafka = admin(Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:" + port))) {
                assertThat(infrastructure.settings()).isEqualTo(Map.of("spring.kafka.bootstrap-servers", advertised));
                kafka.listTopics();
                elsewhere.setSoTimeout(20_000);
                elsewhere.accept().close();
                kafka.close(Duration.ZERO);
            }
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        int port = freePort();
        PostgresServer server =
                PostgresServer.in(directory.resolve("postgres"), "right").start(port);
        try (server) {
            assertThatThrownBy(() -> query(port, Map.of("spring.r2dbc.password", "wrong"), "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void aDirectoryInUseIsRefusedWithTheHolder() throws Exception {
        Path path = directory.resolve("data");
        try (DataDirectory data = DataDirectory.open(path)) {
            assertThat(data.path()).isEqualTo(path.toRealPath());
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        DataDirectory.open(path).close();
    }

    @Test
    void credentialsAreReadableByTheirOwnerAlone() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
            String secret = data.secret("s3");
            assertThat(secret).hasSize(48);
            assertThat(data.secret("s3")).isEqualTo(secret);
            assertThat(data.secret("postgres")).isNotEqualTo(secret);
            assertThat(Files.getPosixFilePermissions(data.resolve("standalone.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private int freePort() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory.resolve("ports"))) {
            return data.port("any", 0);
        }
    }

    private static Admin admin(Map<String, String> settings) {
        return Admin.create(
                Map.of("bootstrap.servers", requireNonNull(settings.get("spring.kafka.bootstrap-servers"))));
    }

    private static String query(Map<String, String> settings, String sql) throws SQLException {
        return query(
                URI.create(requireNonNull(settings.get("spring.r2dbc.url")).substring("r2dbc:".length()))
                        .getPort(),
                settings,
                sql);
    }

    private static String query(int port, Map<String, String> settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/halftone",
                        "halftone",
                        settings.get("spring.r2dbc.password"));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void put(Map<String, String> settings, String key, String text) throws Exception {
        try (S3AsyncClient s3 = s3(settings)) {
            s3.putObject(request -> request.bucket("halftone").key(key), AsyncRequestBody.fromString(text))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static String get(Map<String, String> settings, String key) throws Exception {
        try (S3AsyncClient s3 = s3(settings)) {
            return s3.getObject(request -> request.bucket("halftone").key(key), AsyncResponseTransformer.toBytes())
                    .get(20, TimeUnit.SECONDS)
                    .asUtf8String();
        }
    }

    private static S3AsyncClient s3(Map<String, String> settings) {
        return S3AsyncClient.builder()
                .endpointOverride(URI.create(requireNonNull(settings.get("halftone.s3.endpoint"))))
                .region(Region.of(requireNonNull(settings.get("halftone.s3.region"))))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        requireNonNull(settings.get("halftone.s3.access-key")),
                        requireNonNull(settings.get("halftone.s3.secret-key")))))
                .build();
    }
}
