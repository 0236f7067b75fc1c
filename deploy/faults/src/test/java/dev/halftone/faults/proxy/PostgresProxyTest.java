package dev.halftone.faults.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PostgresProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RECORD = "INSERT INTO halftone.outcomes VALUES ($1)";

    private static EmbeddedPostgres postgres;

    private Proxy proxy;
    private PostgresqlConnection client;

    @BeforeAll
    static void startServer() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        execute("DROP SCHEMA IF EXISTS halftone CASCADE; CREATE SCHEMA halftone;"
                + " CREATE TABLE halftone.outcomes (n int PRIMARY KEY)");
        proxy = Proxy.before(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), postgres.getPort()), Protocol.POSTGRES);
        client = connect();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @Test
    void theReplyToACommitIsHeldOnceItIsCommitted() throws Exception {
        get(client.beginTransaction());
        get(record(1));
        Trap trap = proxy.trap(Moment.POSTGRES_COMMIT_REPLY);
        CompletableFuture<@Nullable Void> committed = client.commitTransaction().toFuture();
        assertThat(trap.await(PATIENCE)).isTrue();
        assertThat(recorded()).isEqualTo(1);
        assertThat(committed).isNotDone();
        trap.release();
        committed.get(20, TimeUnit.SECONDS);
        get(record(2));
    }

    @Test
    void aDroppedReplyLeavesTheCommitInDoubt() throws Exception {
        get(client.beginTransaction());
        get(record(1));
        Trap trap = proxy.trap(Moment.POSTGRES_COMMIT_REPLY);
        CompletableFuture<@Nullable Void> committed = client.commitTransaction().toFuture();
        assertThat(trap.await(PATIENCE)).isTrue();
        trap.drop();
        assertThatThrownBy(() -> committed.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(recorded()).isEqualTo(1);
    }

    @Test
    void aCommitThatIsHeldBackIsNotCommitted() throws Exception {
        get(client.beginTransaction());
        get(record(1));
        Trap trap = proxy.trap(Moment.POSTGRES_BEFORE_COMMIT);
        CompletableFuture<@Nullable Void> committed = client.commitTransaction().toFuture();
        assertThat(trap.await(PATIENCE)).isTrue();
        assertThat(recorded()).isZero();
        trap.drop();
        assertThatThrownBy(() -> committed.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        await().until(() -> openTransactions() == 0);
        assertThat(recorded()).isZero();
    }

    @Test
    void aClientThatGoesAwayBeforeItsCommitIsRolledBack() throws Exception {
        try (Connection jdbc = jdbc(proxy.port())) {
            jdbc.setAutoCommit(false);
            try (Statement statement = jdbc.createStatement()) {
                statement.execute("INSERT INTO halftone.outcomes VALUES (1)");
            }
            Trap trap = proxy.trap(Moment.POSTGRES_BEFORE_COMMIT);
            CompletableFuture<Void> committed = CompletableFuture.runAsync(() -> commit(jdbc));
            assertThat(trap.await(PATIENCE)).isTrue();
            assertThat(openTransactions()).isEqualTo(1);
            jdbc.abort(Runnable::run);
            await().until(() -> openTransactions() == 0);
            assertThat(recorded()).isZero();
            assertThatThrownBy(() -> committed.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void theReplyToAPreparedRecordIsHeldOnceItIsCommitted() throws Exception {
        get(record(1));
        get(record(2));
        Trap trap = proxy.trap(Moment.POSTGRES_RECORD_REPLY);
        CompletableFuture<@Nullable Long> third = record(3).toFuture();
        assertThat(trap.await(PATIENCE)).isTrue();
        assertThat(recorded()).isEqualTo(3);
        assertThat(third).isNotDone();
        assertThat(proxy.seen(Moment.POSTGRES_RECORD_REPLY)).isEqualTo(3);
        trap.release();
        assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void aRecordThatIsHeldBackIsNotExecuted() throws Exception {
        get(record(1));
        Trap trap = proxy.trap(Moment.POSTGRES_RECORD_REQUEST);
        CompletableFuture<@Nullable Long> second = record(2).toFuture();
        assertThat(trap.await(PATIENCE)).isTrue();
        assertThat(recorded()).isEqualTo(1);
        trap.release();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(recorded()).isEqualTo(2);
    }

    @Test
    void onlyOneConnectionIsHeldByATrapAndNoneByOneThatIsReleased() throws Exception {
        Trap released = proxy.trap(Moment.POSTGRES_RECORD_REPLY);
        released.release();
        Trap trap = proxy.trap(Moment.POSTGRES_RECORD_REPLY);
        CompletableFuture<@Nullable Long> held = record(1).toFuture();
        assertThat(trap.await(PATIENCE)).isTrue();
        client = connect();
        get(record(2));
        assertThat(held).isNotDone();
        assertThat(released.await(Duration.ZERO)).isFalse();
    }

    @Test
    void aRefusedRecordIsNoSuchMoment() throws Exception {
        get(record(1));
        Trap trap = proxy.trap(Moment.POSTGRES_RECORD_REPLY);
        assertThatThrownBy(() -> get(record(1))).hasMessageContaining("duplicate key");
        assertThat(trap.await(Duration.ZERO)).isFalse();
        get(client.createStatement("SELECT 1")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then());
    }

    @Test
    void copiesAndLargeAnswersPass() throws Exception {
        byte[] lines = "1\n2\n3\n".getBytes(UTF_8);
        long copied = get(client.copyIn("COPY halftone.outcomes FROM STDIN")
                .from(Mono.just(Unpooled.wrappedBuffer(lines)))
                .build());
        assertThat(copied).isEqualTo(3);
        String large = get(client.createStatement("SELECT repeat('x', 2000000)")
                .execute()
                .flatMap(result -> result.map((row, metadata) -> requireNonNull(row.get(0, String.class))))
                .single());
        assertThat(large).hasSize(2_000_000);
        get(record(4));
        assertThat(recorded()).isEqualTo(4);
    }

    private Mono<Long> record(int n) {
        return client.createStatement(RECORD)
                .bind("$1", n)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .single();
    }

    private PostgresqlConnection connect() throws Exception {
        return get(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(proxy.port())
                        .username("postgres")
                        .database("postgres")
                        .build())
                .create());
    }

    private static <T> T get(Mono<T> mono) throws Exception {
        return mono.toFuture().get(20, TimeUnit.SECONDS);
    }

    private static void commit(Connection jdbc) {
        try {
            jdbc.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long recorded() throws SQLException {
        return count("SELECT count(*) FROM halftone.outcomes");
    }

    private static long openTransactions() throws SQLException {
        return count(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND backend_type = 'client backend'");
    }

    private static long count(String sql) throws SQLException {
        try (Connection direct = jdbc(postgres.getPort());
                Statement statement = direct.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection direct = jdbc(postgres.getPort());
                Statement statement = direct.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection jdbc(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
    }
}
