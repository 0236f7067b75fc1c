package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import dev.halftone.worker.egress.Canary;
import dev.halftone.worker.egress.NameServer;
import dev.halftone.worker.egress.TestEgress;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

@Timeout(60)
class FetcherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT = 200_000;
    private static final byte[] IMAGE = randomBytes(150_000);
    private static final ListAppender<ILoggingEvent> LEAKS = new ListAppender<>();
    private static final ResourceLeakDetector.Level LEVEL = ResourceLeakDetector.getLevel();

    private static NameServer names;
    private static TestEgress egress;
    private static ConnectionProvider connections;
    private static Fetcher fetcher;

    @BeforeAll
    static void open() throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        LEAKS.start();
        leakLogger().addAppender(LEAKS);
        names = new NameServer().name("origin.example", "127.77.0.1");
        egress = new TestEgress(names, "127.0.0.1/32", "127.77.0.0/16");
        connections = new FetchConfiguration().fetchConnections(settings());
        fetcher =
                new FetchConfiguration().fetcher(egress.clients(), connections, egress.policy(), settings(), retries());
    }

    @AfterAll
    static void nothingHasLeaked() throws Exception {
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(50);
            try (RawOrigin origin = new RawOrigin(FetcherTest::wholeImage)) {
                fetch(origin.url());
            }
        }
        connections.dispose();
        egress.close();
        names.close();
        leakLogger().detachAppender(LEAKS);
        ResourceLeakDetector.setLevel(LEVEL);
        assertThat(LEAKS.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(text -> text.contains("LEAK"));
    }

    @Test
    void anImageComesWithItsHashes() throws Exception {
        try (RawOrigin origin = new RawOrigin(FetcherTest::wholeImage)) {
            FetchedImage image = fetch(origin.url());
            assertThat(image.bytes()).isEqualTo(IMAGE);
            assertThat(image.sha256().hex()).isEqualTo(hash("SHA-256", IMAGE));
            assertThat(image.md5().hex()).isEqualTo(hash("MD5", IMAGE));
            assertThat(image.attempts()).isEqualTo(1);
        }
    }

    @Test
    void anImageOfUnknownLengthComesWhole() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Connection: close"));
            out.write(IMAGE);
        })) {
            assertThat(fetch(origin.url()).bytes()).isEqualTo(IMAGE);
        }
    }

    @Test
    void theRequestSaysWhoAsksAndNothingElse() {
        DisposableServer origin = HttpServer.create()
                .host("127.77.0.1")
                .handle((request, response) ->
                        response.sendString(Mono.just(request.requestHeaders().names() + " "
                                + request.requestHeaders().get("User-Agent") + " "
                                + request.requestHeaders().get("Accept-Encoding"))))
                .bindNow();
        try {
            String seen = new String(
                    fetch("http://origin.example:" + origin.port() + "/").bytes(), StandardCharsets.UTF_8);
            assertThat(seen.toLowerCase(Locale.ROOT))
                    .contains("halftone/1 identity")
                    .doesNotContain("cookie")
                    .doesNotContain("forwarded")
                    .doesNotContain("trace");
        } finally {
            origin.disposeNow();
        }
    }

    @Test
    void aTransientStatusIsAskedAgain() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            if (connection < 3) {
                out.write(head("503 Service Unavailable", "Content-Length: 4"));
                out.write("busy".getBytes(StandardCharsets.US_ASCII));
            } else {
                wholeImage(connection, out);
            }
        })) {
            assertThat(fetch(origin.url()).attempts()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 1", "403, 1", "400, 1", "500, 3", "502, 3", "429, 3", "408, 3", "425, 3", "304, 1", "300, 1"})
    void anErrorStatusIsTheReason(int status, int attempts) throws Exception {
        try (RawOrigin origin =
                new RawOrigin((connection, out) -> out.write(head(status + " Whatever", "Content-Length: 0")))) {
            ImageFailureException failure = failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.HTTP_STATUS);
            assertThat(failure.httpStatus()).isEqualTo(status);
            assertThat(failure.attempts()).isEqualTo(attempts).isEqualTo(origin.connections());
        }
    }

    @Test
    void whatTheHostAsksToWaitIsWaited() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            if (connection == 1) {
                out.write(head("429 Too Many Requests", "Retry-After: 1", "Content-Length: 0"));
            } else {
                wholeImage(connection, out);
            }
        })) {
            Instant begun = Instant.now();
            assertThat(fetch(origin.url()).attempts()).isEqualTo(2);
            assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aHostThatAsksToWaitForLongPostponesTheImageAndIsAskedAsOftenAsEverOverAll() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) ->
                out.write(head("503 Service Unavailable", "Retry-After: 3600", "Content-Length: 0")))) {
            fetcher.fetch(new Source(0, origin.url()), 1)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(PostponedException.class, postponed -> {
                                assertThat(postponed.attempts()).isEqualTo(2);
                                assertThat(postponed.pause())
                                        .isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3601));
                            }))
                    .verify(PATIENCE);
            fetcher.fetch(new Source(0, origin.url()), 2)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    ImageFailureException.class,
                                    failure -> assertThat(failure.attempts()).isEqualTo(3)))
                    .verify(PATIENCE);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 150000", "Content-Length: 190000"})
    void aBodyThatEndsEarlyIsTruncatedAfterRetries(String length) throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", length));
            out.write(IMAGE, 0, 100_000);
        })) {
            ImageFailureException failure = failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.TRUNCATED);
            assertThat(failure.attempts()).isEqualTo(3);
        }
    }

    @Test
    void aChunkedBodyWithoutItsEndIsTruncated() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Transfer-Encoding: chunked"));
            out.write("5\r\nabcde\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(failure(origin.url()).reason()).isEqualTo(FailureReason.TRUNCATED);
        }
    }

    @Test
    void anEmptyBodyIsTruncated() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> out.write(head("200 OK", "Content-Length: 0")))) {
            assertThat(failure(origin.url()).reason()).isEqualTo(FailureReason.TRUNCATED);
        }
    }

    @Test
    void anAnnouncedLengthOverTheLimitIsRefusedUnread() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Content-Length: 2000000000"));
            endless(out, written);
        })) {
            ImageFailureException failure = failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.TOO_LARGE);
            assertThat(failure.attempts()).isEqualTo(1);
            assertHungUp(written);
        }
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Connection: close"));
            endless(out, written);
        })) {
            assertThat(failure(origin.url()).reason()).isEqualTo(FailureReason.TOO_LARGE);
            assertHungUp(written);
        }
    }

    @Test
    void anEndlessErrorPageIsNotReadToItsEnd() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("404 Not Found", "Connection: close"));
            endless(out, written);
        })) {
            assertThat(failure(origin.url()).httpStatus()).isEqualTo(404);
            assertHungUp(written);
        }
    }

    @Test
    void aRedirectWithAnEndlessBodyIsFollowedAtOnce() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (RawOrigin target = new RawOrigin(FetcherTest::wholeImage);
                RawOrigin origin = new RawOrigin((connection, out) -> {
                    out.write(head("302 Found", "Location: " + target.url(), "Connection: close"));
                    endless(out, written);
                })) {
            assertThat(fetch(origin.url()).bytes()).isEqualTo(IMAGE);
            assertHungUp(written);
        }
    }

    @Test
    void aCompressedBodyIsInflated() throws Exception {
        byte[] compressed = gzip(IMAGE);
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Content-Encoding: gzip", "Content-Length: " + compressed.length));
            out.write(compressed);
        })) {
            FetchedImage image = fetch(origin.url());
            assertThat(image.bytes()).isEqualTo(IMAGE);
            assertThat(image.sha256().hex()).isEqualTo(hash("SHA-256", IMAGE));
            assertThat(image.md5().hex()).isEqualTo(hash("MD5", IMAGE));
        }
    }

    @Test
    void aGzipBombIsTooLarge() throws Exception {
        byte[] bomb = gzip(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(LIMIT);
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Content-Encoding: gzip", "Content-Length: " + bomb.length));
            out.write(bomb);
        })) {
            assertThat(failure(origin.url()).reason()).isEqualTo(FailureReason.TOO_LARGE);
        }
    }

    @Test
    void aCutOrFalseCompressedBodyHasItsReason() throws Exception {
        byte[] cut = Arrays.copyOf(gzip(IMAGE), 1000);
        assertThat(failureOf("gzip", cut)).isEqualTo(FailureReason.TRUNCATED);
        assertThat(failureOf("gzip", "no gzip at all".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(FailureReason.CORRUPT);
        assertThat(failureOf("br", IMAGE)).isEqualTo(FailureReason.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "within"})
    void aHostThatFallsSilentTimesOut(String where) throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            if (where.equals("within")) {
                out.write(head("200 OK", "Content-Length: 1000"));
                out.write(new byte[10]);
            }
            Thread.sleep(5_000);
        })) {
            ImageFailureException failure = failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(failure.attempts()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"})
    void aHostThatDripsTimesOut(String begin) throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            for (int octet = 0; octet < 1000; octet++) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(failure(origin.url()).reason()).isEqualTo(FailureReason.TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what?\r\n\r\n",
                "HTTP/1.1 42 Odd\r\nContent-Length: 0\r\n\r\n",
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"
            })
    void whatAnswersInNoHttpIsTheImagesFailure(String answer) throws Exception {
        try (RawOrigin origin =
                new RawOrigin((connection, out) -> out.write(answer.getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(failure(origin.url()).reason()).isIn(FailureReason.CONNECT_FAILED, FailureReason.TRUNCATED);
        }
    }

    @Test
    void redirectsAreFollowedUpToTheLimit() throws Exception {
        try (RawOrigin four = redirects(4);
                RawOrigin five = redirects(5)) {
            assertThat(fetch(four.url()).bytes()).isEqualTo(IMAGE);
            assertThat(failure(five.url()).reason()).isEqualTo(FailureReason.TOO_MANY_REDIRECTS);
            assertThat(five.connections()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.66.0.1:%d/",
                "http://[::ffff:127.66.0.1]:%d/",
                "//127.66.0.1:%d/",
                "http://trap.example:%d/"
            })
    void aRedirectToADeniedAddressReachesNothing(String location) throws Exception {
        names.name("trap.example", "127.66.0.1");
        try (Canary canary = new Canary("127.66.0.1");
                RawOrigin origin = new RawOrigin((connection, out) ->
                        out.write(head("302 Found", "Location: " + location.formatted(canary.port()))))) {
            ImageFailureException failure = failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.EGRESS_DENIED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(canary.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://localhost/",
                "http://2130706433/",
                "http://user@origin.example/",
                "javascript:alert(1)"
            })
    void aRedirectToWhatMayNotBeSubmittedIsDenied(String location) throws Exception {
        try (RawOrigin origin =
                new RawOrigin((connection, out) -> out.write(head("302 Found", "Location: " + location)))) {
            assertThat(failure(origin.url()).reason()).isEqualTo(FailureReason.EGRESS_DENIED);
        }
    }

    @Test
    void aSlowHostDoesNotHoldUpOthers() throws Exception {
        try (RawOrigin slow = new RawOrigin((connection, out) -> Thread.sleep(3_000));
                RawOrigin quick = new RawOrigin(FetcherTest::wholeImage)) {
            names.name("slow.example", "127.0.0.1");
            String slowUrl = slow.url().replace("127.0.0.1", "slow.example");
            Flux<FetchedImage> stuck = Flux.range(0, 30).flatMap(n -> attempt(slowUrl), 30);
            var running = stuck.onErrorComplete().subscribe();
            Thread.sleep(200);
            Instant begun = Instant.now();
            assertThat(fetch(quick.url()).bytes()).isEqualTo(IMAGE);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(900));
            assertThat(slow.connections()).isLessThanOrEqualTo(4);
            running.dispose();
        }
    }

    private static FailureReason failureOf(String encoding, byte[] body) throws IOException {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(head("200 OK", "Content-Encoding: " + encoding, "Content-Length: " + body.length));
            out.write(body);
        })) {
            return failure(origin.url()).reason();
        }
    }

    private static RawOrigin redirects(int hops) throws IOException {
        return new RawOrigin((connection, out) -> {
            if (connection <= hops) {
                out.write(head("301 Moved", "Location: next" + connection, "Content-Length: 0", "Connection: close"));
            } else {
                wholeImage(connection, out);
            }
        });
    }

    private static void wholeImage(int connection, OutputStream out) throws IOException {
        out.write(head("200 OK", "Content-Type: image/jpeg", "Content-Length: " + IMAGE.length));
        out.write(IMAGE);
        out.flush();
    }

    private static void endless(OutputStream out, AtomicInteger written) throws IOException {
        byte[] block = new byte[16 * 1024];
        while (true) {
            out.write(block);
            written.addAndGet(block.length);
        }
    }

    /** The origin's writing has stopped, because nobody is connected any more. */
    private static void assertHungUp(AtomicInteger written) throws InterruptedException {
        Thread.sleep(200);
        int then = written.get();
        Thread.sleep(200);
        assertThat(written).hasValue(then);
        assertThat(then).isLessThan(20_000_000);
    }

    private static byte[] head(String status, String... headers) {
        return ("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
            stream.write(plain);
        }
        return compressed.toByteArray();
    }

    private static Mono<FetchedImage> attempt(String url) {
        return fetcher.fetch(new Source(0, url), 0);
    }

    private static FetchedImage fetch(String url) {
        return attempt(url).blockOptional(PATIENCE).orElseThrow();
    }

    private static ImageFailureException failure(String url) {
        ImageFailureException[] failure = new ImageFailureException[1];
        attempt(url)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> {
                    assertThat(error).isInstanceOf(ImageFailureException.class);
                    failure[0] = (ImageFailureException) error;
                })
                .verify(PATIENCE);
        return failure[0];
    }

    private static FetchSettings settings() {
        return new FetchSettings(
                DataSize.ofBytes(LIMIT),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                DataSize.ofKilobytes(1),
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                4,
                16,
                4);
    }

    private static RetrySettings retries() {
        return new RetrySettings(3, Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofHours(24));
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String hash(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private static Logger leakLogger() {
        return (Logger) LoggerFactory.getLogger("io.netty.util.ResourceLeakDetector");
    }
}
