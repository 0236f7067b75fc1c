package dev.halftone.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process of its own is held, found and killed, as the suite does. */
@EnabledOnOs(OS.LINUX)
class OwnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EchoServer server;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer(0);
        proxy = Proxy.before(server.address(), Protocol.HTTP);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void findsTheProcessThatIsHeldAndLetsGoOfItWhenItIsKilled() throws Exception {
        Trap first = proxy.trap(Moment.S3_PUT_REQUEST);
        Trap second = proxy.trap(Moment.S3_PUT_REQUEST);
        assertThatIllegalStateException().isThrownBy(first::clientPort);
        Process one = putAndWait();
        Process other = putAndWait();
        try {
            assertThat(first.await(PATIENCE)).isTrue();
            assertThat(second.await(PATIENCE)).isTrue();
            assertThat(List.of(first.owner(), second.owner())).containsExactlyInAnyOrder(one.pid(), other.pid());
            assertThat(Owner.ofPort(first.clientPort())).isEqualTo(first.owner());
            one.destroyForcibly();
            await().until(() -> proxy.connections() == 1);
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void aConnectionThatIsNotThereHasNoOwner() {
        assertThatThrownBy(() -> Owner.ofConnection(proxy.port(), proxy.port()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[]");
    }

    /** The shell opens the connection, then becomes the process that waits with it. */
    private Process putAndWait() throws IOException {
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/127.0.0.1/" + proxy.port()
                                + "; printf 'PUT /bucket/key HTTP/1.1\\r\\nContent-Length: 5\\r\\n\\r\\n' >&3; exec sleep 60")
                .start();
    }
}
