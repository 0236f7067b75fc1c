package dev.halftone.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.halftone.outcome.FailureReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

class GuardedClientsTest {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final byte[] MAPPED_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 0, 0, 1
    };

    private NameServer names;
    private Canary canary;
    private Canary canary6;
    private TestEgress egress;
    private WebClient client;

    @BeforeEach
    void open() throws IOException {
        names = new NameServer();
        canary = new Canary("127.0.0.1");
        canary6 = new Canary("::1");
        egress = new TestEgress(names);
        client = client(egress);
    }

    @AfterEach
    void close() throws IOException {
        egress.close();
        canary.close();
        canary6.close();
        names.close();
    }

    static Stream<String> deniedAddresses() throws IOException {
        JsonMapper json = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GuardedClientsTest.class.getResourceAsStream("/egress/ssrf-cases.tsv")),
                StandardCharsets.UTF_8))) {
            List<String[]> cases =
                    lines.lines().map(line -> line.split("\t", -1)).toList();
            return cases.stream()
                    .filter(cells -> cells[0].equals("ip") && cells[2].equals("block"))
                    .map(cells -> json.readValue(cells[1], String.class))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("deniedAddresses")
    void noDeniedAddressIsConnectedTo(String address) {
        InetAddress literal = InetAddress.ofLiteral(address);
        String host = literal instanceof Inet6Address ? "[" + literal.getHostAddress() + "]" : literal.getHostAddress();
        assertThat(failure(client, "http://" + host + ":" + canary.port() + "/"))
                .isEqualTo(FailureReason.EGRESS_DENIED);
        assertThat(canary.connections() + canary6.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[::ffff:7f00:1]", "localhost"})
    void noFormOfLoopbackReachesAListenerThere(String host) {
        assertThat(failure(client, "http://" + host + ":" + canary.port() + "/"))
                .isEqualTo(FailureReason.EGRESS_DENIED);
        assertThat(canary.connections()).isZero();
    }

    @Test
    void theIpv6LoopbackIsNotReached() {
        assertThat(failure(client, "http://[::1]:" + canary6.port() + "/")).isEqualTo(FailureReason.EGRESS_DENIED);
        assertThat(canary6.connections()).isZero();
    }

    @Test
    void aNameOfADeniedAddressIsNotReached() {
        names.name("plain.example", "127.0.0.1").name("six.example", "::1").name("mapped.example", MAPPED_LOOPBACK);
        for (String name : List.of("plain.example", "six.example", "mapped.example")) {
            assertThat(failure(client, "http://" + name + ":" + canary.port() + "/"))
                    .as(name)
                    .isEqualTo(FailureReason.EGRESS_DENIED);
        }
        assertThat(canary.connections() + canary6.connections()).isZero();
    }

    @Test
    void aNameWithOneDeniedAddressIsRefusedWhole() throws IOException {
        names.name("mixed.example", "127.77.0.1", "127.0.0.1").name("both.example", "127.77.0.1", "::1");
        try (Canary allowed = new Canary("127.77.0.1");
                TestEgress lab = new TestEgress(names, "127.77.0.0/16")) {
            for (String name : List.of("mixed.example", "both.example")) {
                assertThat(failure(client(lab), "http://" + name + ":" + allowed.port() + "/"))
                        .as(name)
                        .isEqualTo(FailureReason.EGRESS_DENIED);
            }
            assertThat(allowed.connections() + canary.connections()).isZero();
        }
    }

    @Test
    void aNameThatChangesItsAddressIsJudgedAnew() throws IOException {
        DisposableServer origin = HttpServer.create()
                .host("127.77.0.1")
                .handle((request, response) -> response.sendString(Mono.just("fine")))
                .bindNow();
        try (TestEgress lab = new TestEgress(names, "127.77.0.0/16")) {
            WebClient labClient = client(lab);
            names.name("flip.example", "127.77.0.1");
            String url = "http://flip.example:" + origin.port() + "/";
            assertThat(labClient
                            .get()
                            .uri(url)
                            .retrieve()
                            .bodyToMono(String.class)
                            .block(SHORT))
                    .isEqualTo("fine");
            names.name("flip.example", "127.0.0.1");
            assertThat(failure(labClient, "http://flip.example:" + canary.port() + "/"))
                    .isEqualTo(FailureReason.EGRESS_DENIED);
            assertThat(canary.connections()).isZero();
        } finally {
            origin.disposeNow();
        }
    }

    @Test
    void refusingCostsNoFileDescriptor() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        String url = "http://127.0.0.1:" + canary.port() + "/";
        failure(client, url);
        long before = system.getOpenFileDescriptorCount();
        for (int time = 0; time < 200; time++) {
            failure(client, url);
        }
        assertThat(system.getOpenFileDescriptorCount()).isLessThan(before + 50);
    }

    @Test
    void whatIsNotThereHasItsOwnReason() throws IOException {
        names.name("gone.example", "127.0.0.1");
        try (TestEgress lab = new TestEgress(names, "127.0.0.0/8");
                Canary hangsUp = new Canary("127.0.0.1")) {
            WebClient labClient = client(lab);
            assertThat(failure(labClient, "http://unknown.example/")).isEqualTo(FailureReason.DNS_FAILURE);
            assertThat(failure(labClient, "http://gone.example:1/")).isEqualTo(FailureReason.CONNECT_FAILED);
            assertThat(failure(labClient, "http://127.0.0.1:" + hangsUp.port() + "/"))
                    .isEqualTo(FailureReason.CONNECT_FAILED);
        }
    }

    @Test
    void aSilentNameServerIsADnsFailure() {
        names.close();
        assertThat(failure(client, "http://anything.example/")).isEqualTo(FailureReason.DNS_FAILURE);
    }

    private static WebClient client(TestEgress egress) {
        return egress.clients().client(ConnectionProvider.newConnection(), SHORT, SHORT);
    }

    private static FailureReason failure(WebClient client, String url) {
        Throwable failure = client.get()
                .uri(URI.create(url))
                .exchangeToMono(response -> response.releaseBody()
                        .<Throwable>thenReturn(new AssertionError("answered " + response.statusCode())))
                .onErrorResume(Mono::just)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
        return ExchangeFailures.reason(failure).orElseThrow(() -> new AssertionError("no reason", failure));
    }
}
