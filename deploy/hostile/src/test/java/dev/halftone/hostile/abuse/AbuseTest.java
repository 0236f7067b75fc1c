package dev.halftone.hostile.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.halftone.hostile.cell.Cell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbuseTest {

    private HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            byte[] body = "no".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(
                    Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Door door() {
        return new Door(server.getAddress().getPort(), "key", new Answers());
    }

    @Test
    void everyCellHasANameOfItsOwnAndASentence() {
        assertThat(AbuseCells.all())
                .hasSizeGreaterThan(10)
                .allSatisfy(cell -> assertThat(cell.name()).startsWith("abuse-"))
                .allSatisfy(cell -> assertThat(cell.sentence()).hasSizeGreaterThan(20))
                .extracting(Cell::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void anAnswerIsReadWhole() throws Exception {
        Answer answer = door().say(door().head("GET /404") + "\r\n");
        assertThat(answer.word()).isEqualTo("404");
        assertThat(answer.head()).containsIgnoringCase("content-length: 2");
        assertThat(answer.body()).isEqualTo("no");
    }

    @Test
    void aFaultOfTheApisIsToldFromARefusal() throws Exception {
        Door door = door();
        door.say(door.head("GET /404") + "\r\n");
        door.say(door.head("GET /200") + "\r\n");
        door.say(door.head("GET /503") + "\r\n");
        assertThat(door.answers().otherThan(Set.of("200")))
                .singleElement()
                .satisfies(
                        other -> assertThat(other).startsWith("503 to GET /503").contains("Bearer …"));
    }

    @Test
    void anAbuserGoesOnWithEveryHandUntilItIsStopped() throws Exception {
        Door door = door();
        try (Abuser _ = Abuser.begin(
                Attack.refused(3, Duration.ofMillis(1), (at, _) -> at.say(at.head("GET /404") + "\r\n")), door)) {
            while (door.answers().total() < 20) {
                Thread.sleep(5);
            }
        }
        int told = door.answers().total();
        assertThat(door.answers().mostOpen()).isBetween(1, 3);
        Thread.sleep(20);
        assertThat(door.answers().total()).isEqualTo(told);
    }

    @Test
    void aQuantileIsWhatThatShareTookAtMost() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 200; millis++) {
            latencies.add(Duration.ofMillis(millis).toNanos());
        }
        assertThat(latencies.quantile(0.99)).isEqualTo(198);
        assertThat(new Latencies().quantile(0.99)).isZero();
    }
}
