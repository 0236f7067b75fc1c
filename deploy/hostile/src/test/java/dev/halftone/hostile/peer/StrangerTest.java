package dev.halftone.hostile.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrangerTest {

    @AutoClose
    private ServerSocket door;

    private Stranger stranger;

    @BeforeEach
    void open() throws Exception {
        door = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
        stranger = new Stranger(SSLContext.getDefault(), Script.ok("text/plain", "anything"));
    }

    @Test
    void aPathHasItsScriptAndAFamilyToo() throws Exception {
        stranger.play("/one", Script.redirect("/two"));
        stranger.playBelow("/many", path -> Script.ok("text/plain", path));

        assertThat(answer("/one")).startsWith("HTTP/1.1 302").contains("Location: /two\r\n");
        assertThat(answer("/many/17")).endsWith("\r\n\r\n/many/17");
        assertThat(answer("/else")).endsWith("anything");
        assertThat(stranger.asked("/one")).isEqualTo(1);
    }

    @Test
    void aLengthCanBeALie() throws Exception {
        stranger.play("/half", new Bodies(new byte[100]).announcingHalf());

        assertThat(answer("/half")).contains("Content-Length: 50\r\n").hasSizeGreaterThan(150);
    }

    @Test
    void aResetIsOne() {
        stranger.play("/reset", Exchange::reset);

        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> answer("/reset"));
    }

    private String answer(String path) throws Exception {
        Thread host = Thread.ofVirtual().start(() -> {
            try (Socket visitor = door.accept()) {
                stranger.serve(visitor);
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (Socket client = new Socket(door.getInetAddress(), door.getLocalPort())) {
            client.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: A.test:80\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            host.join();
            return answer;
        }
    }
}
