package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class GzipHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String CSV = "S. No.,Product Name,Input Image Urls\n1,Beanie,https://e.com/a.png\n";
    private static final RunningApi API = RunningApi.shared();

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static Flux<DataBuffer> pieces(byte[] bytes, int size) {
        return Flux.range(0, Math.ceilDiv(bytes.length, size))
                .map(index -> DefaultDataBufferFactory.sharedInstance.wrap(
                        Arrays.copyOfRange(bytes, index * size, Math.min(bytes.length, (index + 1) * size))));
    }

    private static String inflated(Flux<DataBuffer> bytes) {
        DataBuffer all = DataBufferUtils.join(Gzip.inflate(bytes)).block(TIMEOUT);
        return all == null ? "" : all.toString(StandardCharsets.UTF_8);
    }

    private static WebTestClient.ResponseSpec submit(String coding, String type, byte[] body) {
        return API.client()
                .post()
                .uri("/v1/jobs")
                .header(HttpHeaders.CONTENT_ENCODING, coding)
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(body)
                .exchange();
    }

    @Test
    void manifestsAndFormsAreInflated() {
        submit("gzip", "text/csv", gzip(CSV))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.images")
                .isEqualTo(1);
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + CSV
                + "\r\n--b--\r\n";
        submit("GZIP, identity", "multipart/form-data; boundary=b", gzip(form))
                .expectStatus()
                .isAccepted();
    }

    @Test
    void anotherCodingIsAProblemThatNamesTheOneThatIsTaken() {
        for (String coding : new String[] {"br", "deflate", "gzip, gzip", "zstd"}) {
            submit(coding, "text/csv", gzip(CSV))
                    .expectStatus()
                    .isEqualTo(415)
                    .expectHeader()
                    .valueEquals(HttpHeaders.ACCEPT_ENCODING, "gzip")
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @Test
    void whatIsNoGzipOrIsCutOffIsAProblem() {
        byte[] whole = gzip(CSV.repeat(3));
        for (byte[] broken : new byte[][] {
            CSV.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length - 9),
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, 5),
            joined(whole, new byte[9000])
        }) {
            submit("gzip", "text/csv", broken)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.detail")
                    .value(String.class, detail -> assertThat(detail).contains("Content-Encoding"));
        }
    }

    @Test
    void emptyMembersWithoutEndAreAProblemAndNoOverflow() {
        byte[] empty = gzip("");
        byte[] many = new byte[empty.length * 50_000];
        for (int start = 0; start < many.length; start += empty.length) {
            System.arraycopy(empty, 0, many, start, empty.length);
        }
        submit("gzip", "text/csv", many).expectStatus().isBadRequest();
    }

    @Test
    void everyMemberIsReadHoweverTheBytesAreCut() {
        byte[] members = joined(gzip("one "), gzip(""), gzip("two"));
        for (int size : new int[] {1, 7, members.length}) {
            assertThat(inflated(pieces(members, size))).isEqualTo("one two");
        }
    }

    @Test
    void aBombIsInflatedNoFurtherThanItIsAskedFor() {
        byte[] bomb = gzip(new byte[64 << 20]);
        AtomicInteger read = new AtomicInteger();
        Gzip.inflate(pieces(bomb, 1024).doOnNext(_ -> read.incrementAndGet()))
                .as(buffers -> StepVerifier.create(buffers, 3))
                .expectNextCount(3)
                .thenCancel()
                .verify(TIMEOUT);
        assertThat(read.get()).isLessThan(bomb.length / 1024 / 2);
    }

    @Test
    void whatFailsTheBytesFailsWhatComesOfThemEvenBetweenTwoMembers() {
        IllegalStateException failure = new IllegalStateException("away");
        for (byte[] sent : new byte[][] {gzip("one"), Arrays.copyOf(gzip("one"), 12)}) {
            Gzip.inflate(pieces(sent, 4).concatWith(Flux.error(failure)))
                    .as(StepVerifier::create)
                    .thenConsumeWhile(_ -> true)
                    .verifyErrorSatisfies(error -> assertThat(error).isSameAs(failure));
        }
    }
}
