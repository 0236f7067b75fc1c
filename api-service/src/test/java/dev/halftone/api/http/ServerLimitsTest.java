package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Clients that are slow, many, or send too much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerLimitsTest {

    private static final int CONNECTIONS = 60;

    private final TestDatabase database = TestDatabase.create();
    private final KeyedApi api = KeyedApi.start(
            database,
            "--halftone.http.head-timeout=3s",
            "--halftone.http.idle-timeout=3s",
            "--halftone.http.read-timeout=1s",
            "--halftone.http.min-rate=1KB",
            "--server.netty.max-initial-line-length=1KB",
            "--server.max-http-request-header-size=2KB",
            "--halftone.http.max-connections=" + CONNECTIONS,
            "--halftone.manifest.max-bytes=100KB",
            "--halftone.submission.max-parts=4",
            "--halftone.submission.max-part-headers=512B",
            "--halftone.submission.max-field=2KB",
            "--halftone.events.max-streams-per-tenant=2");
    private final String head;

    ServerLimitsTest() {
        String key = api.makeKey(Map.of("tenant", "default", "name", "test"))
                .get("secret")
                .asString();
        head = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n";
    }

    @AfterAll
    void stop() {
        api.stop();
    }

    private Line line() throws IOException {
        return new Line(api);
    }

    private String csv(String length) {
        return "POST /v1/jobs" + head + "Content-Type: text/csv\r\n" + length + "\r\n\r\n";
    }

    private String form(int length) {
        return "POST /v1/jobs" + head + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static String part(String headers, String value) {
        return "--b\r\n" + headers + "\r\n\r\n" + value + "\r\n";
    }

    @Test
    void aHeadThatDoesNotArriveEndsTheConnectionHoweverSteadilyItsBytesDo() throws Exception {
        try (Line line = line()) {
            assertThat(line.send("GET /v1/jobs HTTP/1.1\r\n").trickle("X: y\r\n", 100))
                    .isEmpty();
        }
    }

    @Test
    void aConnectionThatNobodyUsesEndsAndSoDoesOneWhoseSecondHeadDoesNotArrive() throws Exception {
        String get = "GET /v1/jobs" + head + "\r\n";
        try (Line line = line()) {
            assertThat(line.send(get).answer()).startsWith("HTTP/1.1 200 ");
        }
        try (Line line = line()) {
            assertThat(line.send(get).trickle("X: y\r\n", 100)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIsAProblemHoweverSteadily() throws Exception {
        try (Line line = line()) {
            assertThat(line.send(csv("Content-Length: 50000")).trickle("S", 200))
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("\r\nconnection: close\r\n")
                    .contains("1024 bytes a second (halftone.http.min-rate)");
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws Exception {
        try (Line line = line()) {
            assertThat(line.send("GET /" + "x".repeat(1100) + head + "\r\n").answer())
                    .startsWith("HTTP/1.1 414 ");
        }
        try (Line line = line()) {
            assertThat(line.send("GET /v1/jobs" + head + "X: y\r\n".repeat(1000) + "\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void whatIsNotHttp1OrNamesTooManyMediaTypesIsRefused() throws Exception {
        try (Line line = line()) {
            assertThat(line.send("GET / HTTP/9.9\r\n\r\n").answer()).startsWith("HTTP/1.1 400 ");
        }
        try (Line line = line()) {
            assertThat(line.send("GET /v1/jobs" + head + "Connection: close\r\nAccept: " + "a/b,".repeat(300)
                                    + "*/*\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("/problems/malformed-request");
        }
    }

    @Test
    void aBodyWhoseFramingBreaksOrThatEndsTooEarlyIsNoFaultOfOurs() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            try (Line line = line()) {
                assertThat(line.send(csv("Transfer-Encoding: chunked") + "5\r\nS. No\r\nzz\r\n")
                                .answer())
                        .startsWith("HTTP/1.1 400 ");
            }
            try (Line line = line()) {
                line.send(csv("Content-Length: 50000") + "S. No");
            }
            try (Line line = line()) {
                assertThat(line.send(csv("Content-Length: 1") + "S").status()).contains(" 422 ");
            }
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }

    @Test
    void aClientThatStillSendsReadsWhyItIsRefused() throws Exception {
        try (Line line = line()) {
            line.send(csv("Content-Length: 10000000"));
            line.send(new byte[600_000]);
            assertThat(line.answer())
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("\r\nconnection: close\r\n")
                    .contains("/problems/too-large", "102400 bytes", "(halftone.manifest.max-bytes)");
        }
    }

    @Test
    void theWholeFormCountsAsTheBody() throws Exception {
        String small = part("Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"", "x".repeat(60_000));
        String body = small + small + "--b--\r\n";
        try (Line line = line()) {
            assertThat(line.send("POST /v1/jobs" + head
                                    + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("(halftone.manifest.max-bytes)");
        }
    }

    @Test
    void aFormHasSoManyPartsHeadersAndBytesOfAFieldAndNoMore() throws Exception {
        String field = part("Content-Disposition: form-data; name=\"mode\"", "");
        assertTooLarge(field.repeat(10_000 / field.length() + 5), "4 parts (halftone.submission.max-parts)");
        assertTooLarge(
                part("Content-Disposition: form-data; name=\"mode\"\r\nX: " + "y".repeat(600), "strict"),
                "512 bytes of headers (halftone.submission.max-part-headers)");
        assertTooLarge(
                part("Content-Disposition: form-data; name=\"pipeline\"", " ".repeat(3000)),
                "2048 bytes (halftone.submission.max-field)");
    }

    private void assertTooLarge(String parts, String limit) throws IOException {
        String body = parts + "--b--\r\n";
        try (Line line = line()) {
            assertThat(line.send(form(body.length()) + body).answer())
                    .startsWith("HTTP/1.1 413 ")
                    .contains(limit);
        }
    }

    @Test
    void aTenantFollowsSoManyJobsAtOnceAndNoMore() throws Exception {
        JobId job = database.acceptJob(1);
        String follow = "GET /v1/jobs/" + job + "/events" + head + "\r\n";
        try (Line first = line();
                Line second = line();
                Line third = line()) {
            assertThat(first.send(follow).status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(second.send(follow).status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(third.send(follow).answer())
                    .startsWith("HTTP/1.1 429 ")
                    .contains("Retry-After: 10", "2 clients of yours", "(halftone.events.max-streams-per-tenant)");
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndTheOthersAreNot() throws Exception {
        List<Line> lines = new ArrayList<>();
        try {
            for (int count = 0; count < CONNECTIONS + 20; count++) {
                lines.add(line());
            }
            Line last = lines.getLast();
            last.waitAtMost(500);
            assertThat(last.isClosed()).isTrue();
            assertThat(lines.getFirst().send("GET /v1/jobs" + head + "\r\n").status())
                    .isEqualTo("HTTP/1.1 200 OK");
        } finally {
            for (Line line : lines) {
                line.close();
            }
        }
        for (boolean answered = false; !answered; ) {
            try (Line line = line()) {
                answered = line.send("GET /v1/jobs" + head + "\r\n").status().endsWith("200 OK");
            } catch (IOException _) {
                Thread.sleep(50);
            }
        }
    }
}
