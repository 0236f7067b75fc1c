package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import dev.halftone.worker.egress.NameServer;
import dev.halftone.worker.egress.TestEgress;
import dev.halftone.worker.turn.Turns;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.InputStream;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

class FetcherTlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final FetchSettings SETTINGS = new FetchSettings(
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            DataSize.ofBytes(0),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            4,
            4,
            4);
    private static final RetrySettings RETRIES =
            new RetrySettings(3, Duration.ofMillis(1), Duration.ZERO, Duration.ofHours(1));

    private NameServer names;
    private TestEgress egress;
    private DisposableServer plain;
    private DisposableServer secure;

    @BeforeEach
    void open() throws Exception {
        names = new NameServer().name("origin.example", "127.0.0.1");
        egress = new TestEgress(names, "127.0.0.0/8");
        plain = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> response.sendString(Mono.just("image")))
                .bindNow();
        SslContext tls = SslContextBuilder.forServer(keys()).build();
        secure = HttpServer.create()
                .host("127.0.0.1")
                .secure(spec -> spec.sslContext(tls))
                .route(routes -> routes.get("/image", (request, response) -> response.sendString(Mono.just("image")))
                        .get("/down", (request, response) -> response.sendRedirect(plainUrl()))
                        .get("/along", (request, response) -> response.sendRedirect("/image")))
                .bindNow();
    }

    @AfterEach
    void close() {
        secure.disposeNow();
        plain.disposeNow();
        egress.close();
        names.close();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsATlsFailureAndNotTriedAgain() {
        ConnectionProvider connections = new FetchConfiguration().fetchConnections(SETTINGS);
        Fetcher fetcher =
                new FetchConfiguration().fetcher(egress.clients(), connections, egress.policy(), SETTINGS, RETRIES);
        fetcher.fetch(new Source(0, secureUrl("/image")), 0)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertFailure(error, FailureReason.TLS_FAILED))
                .verify(TIMEOUT);
        connections.dispose();
    }

    @Test
    void aServerThatSpeaksNoTlsIsATlsFailure() {
        ConnectionProvider connections = new FetchConfiguration().fetchConnections(SETTINGS);
        Fetcher fetcher =
                new FetchConfiguration().fetcher(egress.clients(), connections, egress.policy(), SETTINGS, RETRIES);
        fetcher.fetch(new Source(0, "https://origin.example:" + plain.port() + "/"), 0)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertFailure(error, FailureReason.TLS_FAILED))
                .verify(TIMEOUT);
        connections.dispose();
    }

    @Test
    void aRedirectFromHttpsToHttpIsRefused() throws SSLException {
        trusting()
                .fetch(new Source(0, secureUrl("/down")), 0)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertFailure(error, FailureReason.TOO_MANY_REDIRECTS))
                .verify(TIMEOUT);
    }

    @Test
    void aRedirectThatStaysSecureIsFollowed() throws SSLException {
        trusting()
                .fetch(new Source(0, secureUrl("/along")), 0)
                .as(StepVerifier::create)
                .expectNextMatches(image -> image.bytes().length == "image".length())
                .expectComplete()
                .verify(TIMEOUT);
    }

    /** With the real steps, and a client that takes any certificate. */
    private Fetcher trusting() throws SSLException {
        SslContext any = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        HttpClient http = HttpClient.newConnection().secure(spec -> spec.sslContext(any));
        WebClient client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();
        AnswerReader reader = new AnswerReader(
                1_000_000,
                () -> new MinimumPace(SETTINGS.minRate(), SETTINGS.minRateWindow(), System::nanoTime),
                InstantSource.system());
        return new Fetcher(
                new Download(client, egress.policy(), new Turns(4, 4), reader, SETTINGS),
                new RetryPolicy(RETRIES, () -> 0));
    }

    private String secureUrl(String path) {
        return "https://127.0.0.1:" + secure.port() + path;
    }

    private String plainUrl() {
        return "http://127.0.0.1:" + plain.port() + "/";
    }

    private static void assertFailure(Throwable error, FailureReason reason) {
        assertThat(error).isInstanceOfSatisfying(ImageFailureException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.attempts()).isEqualTo(1);
        });
    }

    private static KeyManagerFactory keys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file =
                Objects.requireNonNull(FetcherTlsTest.class.getResourceAsStream("/tls/self-signed.p12"))) {
            store.load(file, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys;
    }
}
