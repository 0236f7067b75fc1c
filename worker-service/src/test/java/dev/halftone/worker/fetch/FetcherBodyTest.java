package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FetcherBodyTest {

    @RegisterExtension
    static final TestFetcher FETCHER = new TestFetcher();

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 150000", "Content-Length: 190000"})
    void aBodyThatEndsEarlyIsTruncatedAfterRetries(String length) throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", length));
            out.write(Replies.IMAGE, 0, 100_000);
        })) {
            ImageFailureException failure = FETCHER.failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.TRUNCATED);
            assertThat(failure.attempts()).isEqualTo(3);
        }
    }

    @Test
    void aChunkedBodyWithoutItsEndIsTruncated() throws Exception {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Transfer-Encoding: chunked"));
            out.write("5\r\nabcde\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(FETCHER.failure(origin.url()).reason()).isEqualTo(FailureReason.TRUNCATED);
        }
    }

    @Test
    void anEmptyBodyIsTruncated() throws Exception {
        try (RawOrigin origin =
                new RawOrigin((connection, out) -> out.write(Replies.head("200 OK", "Content-Length: 0")))) {
            assertThat(FETCHER.failure(origin.url()).reason()).isEqualTo(FailureReason.TRUNCATED);
        }
    }

    @Test
    void anAnnouncedLengthOverTheLimitIsRefusedUnread() throws Exception {
        EndlessBody body = new EndlessBody();
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Content-Length: 2000000000"));
            body.write(out);
        })) {
            ImageFailureException failure = FETCHER.failure(origin.url());
            assertThat(failure.reason()).isEqualTo(FailureReason.TOO_LARGE);
            assertThat(failure.attempts()).isEqualTo(1);
            body.assertNobodyReads();
        }
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() throws Exception {
        EndlessBody body = new EndlessBody();
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Connection: close"));
            body.write(out);
        })) {
            assertThat(FETCHER.failure(origin.url()).reason()).isEqualTo(FailureReason.TOO_LARGE);
            body.assertNobodyReads();
        }
    }

    @Test
    void anEndlessErrorPageIsNotReadToItsEnd() throws Exception {
        EndlessBody body = new EndlessBody();
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("404 Not Found", "Connection: close"));
            body.write(out);
        })) {
            assertThat(FETCHER.failure(origin.url()).httpStatus()).isEqualTo(404);
            body.assertNobodyReads();
        }
    }

    @Test
    void aCompressedBodyIsInflated() throws Exception {
        byte[] compressed = gzip(Replies.IMAGE);
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Content-Encoding: gzip", "Content-Length: " + compressed.length));
            out.write(compressed);
        })) {
            FetchedImage image = FETCHER.fetch(origin.url());
            assertThat(image.bytes()).isEqualTo(Replies.IMAGE);
            assertThat(image.sha256().hex()).isEqualTo(Replies.IMAGE_SHA256);
            assertThat(image.md5().hex()).isEqualTo(Replies.IMAGE_MD5);
        }
    }

    @Test
    void aGzipBombIsTooLarge() throws Exception {
        byte[] bomb = gzip(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(TestFetcher.LIMIT);
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Content-Encoding: gzip", "Content-Length: " + bomb.length));
            out.write(bomb);
        })) {
            assertThat(FETCHER.failure(origin.url()).reason()).isEqualTo(FailureReason.TOO_LARGE);
        }
    }

    @Test
    void aCutOrFalseCompressedBodyHasItsReason() throws Exception {
        byte[] cut = Arrays.copyOf(gzip(Replies.IMAGE), 1000);
        assertThat(failureOf("gzip", cut)).isEqualTo(FailureReason.TRUNCATED);
        assertThat(failureOf("gzip", "no gzip at all".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(FailureReason.CORRUPT);
        assertThat(failureOf("br", Replies.IMAGE)).isEqualTo(FailureReason.UNSUPPORTED_FORMAT);
    }

    private static FailureReason failureOf(String encoding, byte[] body) throws IOException {
        try (RawOrigin origin = new RawOrigin((connection, out) -> {
            out.write(Replies.head("200 OK", "Content-Encoding: " + encoding, "Content-Length: " + body.length));
            out.write(body);
        })) {
            return FETCHER.failure(origin.url()).reason();
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
            stream.write(plain);
        }
        return compressed.toByteArray();
    }
}
