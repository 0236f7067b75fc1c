package dev.halftone.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.worker.fixture.SilentServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ObjectStoreTest implements ObjectStoreContract {

    @TempDir
    static Path directory;

    private static S3Threads threads;
    private static S3Proxy server;
    private static S3AsyncClient client;
    private static int tests;

    private String bucket;
    private ObjectStore store;

    @BeforeAll
    static void start() throws Exception {
        threads = new S3Threads();
        server = server();
        client = new S3Configuration().s3Client(settings(server, "secret", "any"), threads);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        threads.destroy();
        server.stop();
    }

    @BeforeEach
    void emptyStore() {
        tests++;
        bucket = "bucket-" + tests;
        store = new S3Configuration().objectStore(client, settings(server, "secret", bucket));
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public Stored stored(String key) {
        ResponseBytes<GetObjectResponse> object = object(key);
        return new Stored(object.response().contentType(), object.asByteArray());
    }

    @Test
    void theBucketIsMadeWhenItIsFirstMissed() {
        assertThat(directory.resolve(bucket)).doesNotExist();
        store.check().as(StepVerifier::create).expectComplete().verify(TIMEOUT);
        assertThat(directory.resolve(bucket)).isDirectory();
    }

    @Test
    void aBucketThatGoesMissingIsMadeAgain() throws IOException {
        store.check().as(StepVerifier::create).expectComplete().verify(TIMEOUT);
        store.put(KEY, "image/png", new byte[] {1})
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        FileSystemUtils.deleteRecursively(directory.resolve(bucket));
        store.put(KEY, "image/png", new byte[] {2})
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(stored(KEY).bytes()).containsExactly(2);
    }

    @Test
    void manyWhoMissTheBucketAtOnceAllStore() {
        Flux.range(0, 20)
                .flatMap(n -> store.put("key" + n, "image/png", new byte[] {1}), 20)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(stored("key19").bytes()).hasSize(1);
    }

    @Test
    void whatIsStoredMayBeCachedForEver() {
        store.put(KEY, "image/jpeg", new byte[] {1, 2, 3})
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(object(KEY).response().cacheControl()).isEqualTo("public, max-age=31536000, immutable");
        assertThat(object(KEY).response().contentLength()).isEqualTo(3);
    }

    @Test
    void aRefusalIsAnErrorWithItsReason() {
        try (S3AsyncClient stranger = new S3Configuration().s3Client(settings(server, "wrong", bucket), threads)) {
            ObjectStore refused = new S3ObjectStore(stranger, bucket);
            refused.put(KEY, "image/jpeg", new byte[] {1})
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    S3Exception.class,
                                    refusal -> assertThat(refusal.statusCode()).isEqualTo(403)))
                    .verify(TIMEOUT);
            refused.exists(KEY)
                    .as(StepVerifier::create)
                    .expectError(S3Exception.class)
                    .verify(TIMEOUT);
            refused.check()
                    .as(StepVerifier::create)
                    .expectError(S3Exception.class)
                    .verify(TIMEOUT);
        }
    }

    @Test
    void aStoreThatIsAwayIsAnErrorAndNotAnAnswer() throws Exception {
        S3Proxy gone = server();
        try (S3AsyncClient waiting = new S3Configuration().s3Client(settings(gone, "secret", bucket), threads)) {
            gone.stop();
            new S3ObjectStore(waiting, bucket)
                    .exists(KEY)
                    .as(StepVerifier::create)
                    .expectError(SdkClientException.class)
                    .verify(TIMEOUT);
        }
    }

    private ResponseBytes<GetObjectResponse> object(String key) {
        return client.getObject(request -> request.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
                .join();
    }

    @Test
    void aStoreThatTakesConnectionsAndNeverAnswersIsAnError() throws IOException {
        try (SilentServer silent = new SilentServer();
                S3AsyncClient waiting = new S3Configuration()
                        .s3Client(settings(silent.port(), "secret", bucket, Duration.ofMillis(200)), threads)) {
            ObjectStore store = new S3ObjectStore(waiting, bucket);
            Flux.just(store.check(), store.exists(KEY).then(), store.put(KEY, "image/jpeg", new byte[] {1}))
                    .flatMap(call -> call.materialize(), 3)
                    .as(StepVerifier::create)
                    .expectNextCount(3)
                    .expectComplete()
                    .verify(Duration.ofSeconds(10));
        }
    }

    @Test
    void theThreadsEndWithTheConnectionsThatAreOpen() {
        S3Threads own = new S3Threads();
        try (S3AsyncClient used = new S3Configuration().s3Client(settings(server, "secret", bucket), own)) {
            new S3ObjectStore(used, bucket)
                    .check()
                    .as(StepVerifier::create)
                    .expectComplete()
                    .verify(TIMEOUT);
        }
        own.destroy();
        assertThat(own.group().eventLoopGroup().isTerminated()).isTrue();
    }

    private static S3Proxy server() throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toRealPath().toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "access", "secret")
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
        return server;
    }

    private static S3Settings settings(S3Proxy server, String secretKey, String bucket) {
        return settings(server.getPort(), secretKey, bucket, Duration.ofSeconds(10));
    }

    private static S3Settings settings(int port, String secretKey, String bucket, Duration timeout) {
        return new S3Settings(
                URI.create("http://127.0.0.1:" + port), "us-east-1", bucket, "access", secretKey, true, 32, timeout);
    }
}
