package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.egress.Canary;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FetcherRedirectTest {

    @RegisterExtension
    static final TestFetcher FETCHER = new TestFetcher();

    @Test
    void redirectsAreFollowedUpToTheLimit() throws Exception {
        try (RawOrigin four = redirects(4);
                RawOrigin five = redirects(5)) {
            assertThat(FETCHER.fetch(four.url()).bytes()).isEqualTo(Replies.IMAGE);
            assertThat(FETCHER.failure(five.url()).reason()).isEqualTo(FailureReason.TOO_MANY_REDIRECTS);
            assertThat(five.connections()).isEqualTo(5);
        }
    }

    @Test
    void aRedirectWithAnEndlessBodyIsFollowedAtOnce() throws Exception {
        EndlessBody body = new EndlessBody();
        try (RawOrigin target = new RawOrigin(Replies::wholeImage);
                RawOrigin origin = new RawOrigin((connection, out) -> {
                    out.write(Replies.head("302 Found", "Location: " + target.url(), "Connection: close"));
                    body.write(out);
                })) {
            assertThat(FETCHER.fetch(origin.url()).bytes()).isEqualTo(Replies.IMAGE);
            body.assertNobodyReads();
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
        FETCHER.names().name("trap.example", "127.66.0.1");
        try (Canary canary = new Canary("127.66.0.1");
                RawOrigin origin = new RawOrigin((connection, out) ->
                        out.write(Replies.head("302 Found", "Location: " + location.formatted(canary.port()))))) {
            ImageFailureException failure = FETCHER.failure(origin.url());
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
                new RawOrigin((connection, out) -> out.write(Replies.head("302 Found", "Location: " + location)))) {
            assertThat(FETCHER.failure(origin.url()).reason()).isEqualTo(FailureReason.EGRESS_DENIED);
        }
    }

    private static RawOrigin redirects(int hops) throws IOException {
        return new RawOrigin((connection, out) -> {
            if (connection <= hops) {
                out.write(Replies.head(
                        "301 Moved", "Location: next" + connection, "Content-Length: 0", "Connection: close"));
            } else {
                Replies.wholeImage(connection, out);
            }
        });
    }
}
