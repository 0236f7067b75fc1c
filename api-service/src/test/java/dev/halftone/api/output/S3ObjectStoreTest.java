package dev.halftone.api.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.TestS3;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

class S3ObjectStoreTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String BUCKET = "object-store-test";
    private static final int BUFFER = 64 * 1024;
    private static final TestS3 S3 = TestS3.shared();

    private static S3Settings settings;
    private static S3Client client;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        settings = settings(S3.endpoint());
        client = new S3Client(settings);
        store = store(client, settings);
    }

    @AfterAll
    static void stop() {
        client.destroy();
    }

    @Test
    void whatFitsIntoAPartIsStoredAndTheBucketMade() {
        byte[] small = bytes(100_000);
        put("small", Flux.fromIterable(cut(small)));
        assertThat(S3.object(BUCKET, "small")).isEqualTo(small);
    }

    @Test
    void whatDoesNotComesThroughWhole() {
        for (int size : List.of(Multipart.PART, Multipart.PART + 1, 2 * Multipart.PART + BUFFER / 2)) {
            byte[] large = bytes(size);
            put("large", Flux.fromIterable(cut(large)));
            assertThat(S3.object(BUCKET, "large")).isEqualTo(large);
        }
    }

    @Test
    void noMoreThanAPartIsHeldWhileItIsSent() {
        AtomicInteger taken = new AtomicInteger();
        int buffersInAPart = Multipart.PART / BUFFER;
        Flux<ByteBuffer> bytes = Flux.<ByteBuffer>generate(sink -> {
                    taken.incrementAndGet();
                    sink.next(ByteBuffer.allocate(BUFFER));
                })
                .take(3L * buffersInAPart);
        new Multipart(client, "missing-" + BUCKET)
                .send("large", bytes)
                .as(StepVerifier::create)
                .expectError()
                .verify(TIMEOUT);
        assertThat(taken.get()).isBetween(buffersInAPart, buffersInAPart + 1);
    }

    @Test
    void whatFailsOrIsGivenUpIsNotStored() {
        for (int size : List.of(BUFFER, Multipart.PART + BUFFER)) {
            Flux<ByteBuffer> begun = Flux.fromIterable(cut(bytes(size)));
            store.put("failed", begun.concatWith(Mono.error(new IllegalStateException("no more bytes"))))
                    .as(StepVerifier::create)
                    .expectErrorMessage("no more bytes")
                    .verify(TIMEOUT);
            PublisherProbe<ByteBuffer> waiting = PublisherProbe.of(Mono.never());
            StepVerifier.create(store.put("failed", begun.concatWith(waiting.flux())))
                    .thenAwait(Duration.ofMillis(1))
                    .thenCancel()
                    .verify(TIMEOUT);
        }
        assertThat(S3.keys(BUCKET, "failed")).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndWhatIsNotThereIsNoFault() {
        put("deleted", Flux.just(ByteBuffer.wrap(bytes(10))));
        store.delete(List.of("deleted", "never-there"))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(S3.keys(BUCKET, "deleted")).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsToldAsSuch() {
        S3Settings nowhere = settings(URI.create("http://127.0.0.1:1"));
        S3Client lost = new S3Client(nowhere);
        store(lost, nowhere)
                .put("key", Flux.just(ByteBuffer.wrap(bytes(10))))
                .as(StepVerifier::create)
                .expectError(ObjectStoreException.class)
                .verify(TIMEOUT);
        lost.destroy();
    }

    private static void put(String key, Flux<ByteBuffer> bytes) {
        store.put(key, bytes).as(StepVerifier::create).expectComplete().verify(TIMEOUT);
    }

    private static ObjectStore store(S3Client client, S3Settings settings) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("s3", client);
        return new S3ObjectStore(beans.getBeanProvider(S3Client.class), settings);
    }

    private static S3Settings settings(URI endpoint) {
        return new S3Settings(
                endpoint,
                null,
                "us-east-1",
                BUCKET,
                TestS3.ACCESS_KEY,
                TestS3.SECRET_KEY,
                true,
                8,
                Duration.ofSeconds(5),
                "",
                Duration.ofDays(1));
    }

    private static List<ByteBuffer> cut(byte[] bytes) {
        return Flux.range(0, Math.ceilDiv(bytes.length, BUFFER))
                .map(piece -> ByteBuffer.wrap(bytes, piece * BUFFER, Math.min(BUFFER, bytes.length - piece * BUFFER)))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
