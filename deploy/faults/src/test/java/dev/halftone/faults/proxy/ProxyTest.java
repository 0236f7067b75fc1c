package dev.halftone.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int A_WHILE_MILLIS = 300;

    private EchoServer server;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer(0);
        proxy = Proxy.before(server.address(), Protocol.PLAIN);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesEverythingBothWaysAndTheEnd() throws Exception {
        byte[] much = new byte[3_000_000];
        new Random(1).nextBytes(much);
        try (Socket client = connect()) {
            Thread sending = Thread.ofVirtual().start(() -> send(client, much));
            assertThat(client.getInputStream().readNBytes(much.length)).isEqualTo(much);
            sending.join();
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(ending()).isEqualTo(EchoServer.ENDED);
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void aStalledConnectionStaysOpenAndLosesNothing() throws Exception {
        try (Socket client = connect()) {
            requireEcho(client, 1);
            proxy.stall();
            client.getOutputStream().write(2);
            client.setSoTimeout(A_WHILE_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            try (Socket another = connect()) {
                another.getOutputStream().write(3);
                another.setSoTimeout(A_WHILE_MILLIS);
                assertThatThrownBy(() -> another.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
                proxy.resume();
                client.setSoTimeout(PATIENCE_MILLIS);
                another.setSoTimeout(PATIENCE_MILLIS);
                assertThat(client.getInputStream().read()).isEqualTo(2);
                assertThat(another.getInputStream().read()).isEqualTo(3);
            }
        }
    }

    @Test
    void cuttingResetsBothSides() throws Exception {
        try (Socket client = connect()) {
            requireEcho(client, 1);
            proxy.cut();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(ending()).contains("reset");
        try (Socket next = connect()) {
            requireEcho(next, 1);
        }
    }

    @Test
    void cuttingEndsAStalledConnectionToo() throws Exception {
        try (Socket client = connect()) {
            requireEcho(client, 1);
            proxy.stall();
            client.getOutputStream().write(2);
            proxy.cut();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(ending()).contains("reset");
    }

    @Test
    void refusesNewConnectionsAndKeepsTheOld() throws Exception {
        try (Socket old = connect()) {
            requireEcho(old, 1);
            proxy.refuse();
            requireReset();
            requireEcho(old, 2);
            proxy.accept();
            try (Socket next = connect()) {
                requireEcho(next, 3);
            }
        }
    }

    @Test
    void theServerMayGoAndComeBack() throws Exception {
        int port = server.address().getPort();
        server.close();
        requireReset();
        server = new EchoServer(port);
        try (Socket next = connect()) {
            requireEcho(next, 1);
        }
    }

    @Test
    void throttlesAndDelays() throws Exception {
        try (Socket client = connect()) {
            requireEcho(client, 1);
            proxy.throttle(64 * 1024);
            assertThat(secondsOf(client, 32 * 1024)).isGreaterThan(0.49);
            proxy.unthrottle();
            proxy.delay(Duration.ofMillis(100));
            assertThat(secondsOf(client, 1)).isGreaterThan(0.19);
            proxy.delay(Duration.ZERO);
            requireEcho(client, 2);
        }
    }

    @Test
    void aMomentOfAnotherProtocolIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.trap(Moment.KAFKA_FETCH_REPLY))
                .withMessageContaining("PLAIN");
    }

    private double secondsOf(Socket client, int length) throws IOException {
        long start = System.nanoTime();
        client.getOutputStream().write(new byte[length]);
        assertThat(client.getInputStream().readNBytes(length)).hasSize(length);
        return (System.nanoTime() - start) / 1e9;
    }

    private void requireReset() throws IOException {
        try (Socket client = connect()) {
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    private static void requireEcho(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        assertThat(client.getInputStream().read()).isEqualTo(value);
    }

    private static void send(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String ending() throws InterruptedException {
        String ending = server.endings().poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return ending == null ? "not ended" : ending;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
