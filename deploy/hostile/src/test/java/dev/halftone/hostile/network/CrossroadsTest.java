package dev.halftone.hostile.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only there all of 127.0.0.0/8 is this machine")
class CrossroadsTest {

    private static final InetAddress LAB = InetAddress.ofLiteral("127.77.3.4");
    private static final InetAddress FORBIDDEN = InetAddress.ofLiteral("127.66.0.1");

    private final Canaries canaries = new Canaries();

    private Crossroads crossroads;
    private int port;

    @BeforeEach
    void open() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        crossroads = Crossroads.open(
                List.of(port), canaries, visitor -> visitor.getOutputStream().write('!'));
    }

    @AfterEach
    void close() throws IOException {
        crossroads.close();
    }

    @Test
    void whoComesToTheLabIsServed() throws IOException {
        assertThat(heard(LAB)).isEqualTo('!');
        assertThat(canaries.isReached(LAB)).isTrue();
        assertThat(canaries.alarms()).isEmpty();
    }

    @Test
    void aConnectionElsewhereIsAnAlarmThoughNothingIsSent() throws IOException {
        new Socket(FORBIDDEN, port).close();

        await().untilAsserted(() ->
                assertThat(canaries.alarms()).containsExactly("somebody connected to 127.66.0.1 port " + port));
        assertThat(canaries.isReached(FORBIDDEN)).isFalse();
    }

    @Test
    void anAddressThatIsOpenedIsServed() throws IOException {
        assertThat(heard(FORBIDDEN)).isEqualTo(-1);
        canaries.open(FORBIDDEN);

        assertThat(heard(FORBIDDEN)).isEqualTo('!');
        assertThat(canaries.alarms()).hasSize(1);
    }

    private int heard(InetAddress address) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            return socket.getInputStream().read();
        }
    }
}
