package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

@Timeout(60)
class FetcherTest {

    @RegisterExtension
    static final TestFetcher FETCHER = new TestFetcher();

    @Test
    void anImageComesWithItsHashes() throws Exception {
        try (RawOrigin origin = new RawOrigin(Replies::wholeImage)) {
            FetchedImage image = FETCHER.fetch(origin.url());
            assertThat(image.bytes()).isEqualTo(Replies.IMAGE);
            assertThat(image.sha256().hex()).isEqualTo(Replies.IMAGE_SHA256);
            assertThat(image.md5().hex()).isEqualTo(Replies.IMAGE_MD5);
            assertThat(image.attempts()).isEqualTo(1);
        }
    }

    @Test
    void anImageOfUnknownLengthComesWhole() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Connection: close"));
            out.write(Replies.IMAGE);
        })) {
            assertThat(FETCHER.fetch(origin.url()).bytes()).isEqualTo(Replies.IMAGE);
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
                    FETCHER.fetch("http://origin.example:" + origin.port() + "/")
                            .bytes(),
                    StandardCharsets.UTF_8);
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
                out.write(Replies.head("503 Service Unavailable", "Content-Length: 4"));
                out.write("busy".getBytes(StandardCharsets.US_ASCII));
            } else {
                Replies.wholeImage(connection, out);
            }
        })) {
            assertThat(FETCHER.fetch(origin.url()).attempts()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 1", "403, 1", "400, 1", "500, 3", "502, 3", "429, 3", "408, 3", "425, 3", "304, 1", "300, 1"})
    void anErrorStatusIsTheReason(int status, int attempts) throws Exception {
        try (RawOrigin origin = new RawOrigin(
                (connection, out) -> out.write(Replies.head(status + " Whatever", "Content-Length: 0")))) {
            ImageFailureException failure = FETCHER.failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.HTTP_STATUS);
            assertThat(failure.httpStatus()).isEqualTo(status);
            assertThat(failure.attempts()).isEqualTo(attempts).isEqualTo(origin.connections());
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
            assertThat(FETCHER.failure(origin.url()).reason())
                    .isIn(FailureReason.CONNECT_FAILED, FailureReason.TRUNCATED);
        }
    }
}
