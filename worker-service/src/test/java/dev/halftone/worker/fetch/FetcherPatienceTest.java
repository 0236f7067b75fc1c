package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(60)
class FetcherPatienceTest {

    @RegisterExtension
    static final TestFetcher FETCHER = new TestFetcher();

    @Test
    void whatTheHostAsksToWaitIsWaited() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            if (connection == 1) {
                out.write(Replies.head("429 Too Many Requests", "Retry-After: 1", "Content-Length: 0"));
            } else {
                Replies.wholeImage(connection, out);
            }
        })) {
            Instant begun = Instant.now();
            assertThat(FETCHER.fetch(origin.url()).attempts()).isEqualTo(2);
            assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aHostThatAsksToWaitForLongPostponesTheImageAndIsAskedAsOftenAsEverOverAll() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) ->
                out.write(Replies.head("503 Service Unavailable", "Retry-After: 3600", "Content-Length: 0")))) {
            FETCHER.attempt(origin.url(), 1)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(PostponedException.class, postponed -> {
                                assertThat(postponed.attempts()).isEqualTo(2);
                                assertThat(postponed.pause())
                                        .isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3601));
                            }))
                    .verify(TestFetcher.PATIENCE);
            FETCHER.attempt(origin.url(), 2)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    ImageFailureException.class,
                                    failure -> assertThat(failure.attempts()).isEqualTo(3)))
                    .verify(TestFetcher.PATIENCE);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "within"})
    void aHostThatFallsSilentTimesOut(String where) throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            if (where.equals("within")) {
                out.write(Replies.head("200 OK", "Content-Length: 1000"));
                out.write(new byte[10]);
            }
            Thread.sleep(5_000);
        })) {
            ImageFailureException failure = FETCHER.failure(origin.url());
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
            assertThat(FETCHER.failure(origin.url()).reason()).isEqualTo(FailureReason.TIMEOUT);
        }
    }

    @Test
    void aSlowHostDoesNotHoldUpOthers() throws Exception {
        try (RawOrigin slow = new RawOrigin((connection, out) -> Thread.sleep(3_000));
                RawOrigin quick = new RawOrigin(Replies::wholeImage)) {
            FETCHER.names().name("slow.example", "127.0.0.1");
            String slowUrl = slow.url().replace("127.0.0.1", "slow.example");
            Flux<FetchedImage> stuck = Flux.range(0, 30).flatMap(n -> FETCHER.attempt(slowUrl, 0), 30);
            var running = stuck.onErrorComplete().subscribe();
            Thread.sleep(200);
            Instant begun = Instant.now();
            assertThat(FETCHER.fetch(quick.url()).bytes()).isEqualTo(Replies.IMAGE);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(900));
            assertThat(slow.connections()).isLessThanOrEqualTo(4);
            running.dispose();
        }
    }
}
