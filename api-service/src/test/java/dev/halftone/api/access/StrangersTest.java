package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What strangers may cost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTest {

    private static final int GUESSES = 200;

    private final TestDatabase database = TestDatabase.create();
    private final KeyedApi api = KeyedApi.start(database, "--halftone.access.memory=5m");

    @AfterAll
    void stop() {
        api.stop();
    }

    @Test
    void theBodyOfARefusedRequestIsNotWaitedFor() throws Exception {
        URI address = URI.create(api.api().url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 200000000\r\n"
                                            + "Authorization: Bearer "
                                            + KeySecret.next().text() + "\r\n\r\nS. No.,")
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(toTheEnd(socket.getInputStream()))
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("connection: close")
                    .contains("/problems/unauthenticated");
        }
    }

    private static String toTheEnd(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatNoAddressHasIsAProblemAsEverythingElse() {
        for (String address : new String[] {"/v1/jobs;x=1", "/v1//jobs", "/v1/jobs/..%2fadmin", "/%00"}) {
            api.nobody()
                    .get()
                    .uri(URI.create(api.api().url() + address))
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @Test
    void aGuessIsLookedUpOnceAndWhatCanBeNoneNotAtAll() {
        KeySecret guess = KeySecret.next();
        // with the table locked, whoever had to ask would wait
        ask(guess.text());
        database.client()
                .inConnection(connection -> Mono.from(connection.beginTransaction())
                        .then(Mono.from(connection
                                .createStatement("LOCK TABLE halftone.api_keys")
                                .execute()))
                        .then(Mono.fromRunnable(() -> {
                                    for (int count = 0; count < GUESSES; count++) {
                                        ask(guess.text());
                                        ask("ht_" + "0".repeat(49));
                                    }
                                })
                                .subscribeOn(Schedulers.boundedElastic()))
                        .then(Mono.from(connection.rollbackTransaction())))
                .block(Duration.ofSeconds(60));
    }

    private void ask(String key) {
        api.withKey(key).get().uri("/v1/jobs").exchange().expectStatus().isUnauthorized();
    }
}
