package dev.halftone.faults.proxy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.standalone.infrastructure.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 2;
    private static final String SECRET = "secret-secret-secret";
    private static final byte[] IMAGE = new byte[300_000];

    static {
        new Random(1).nextBytes(IMAGE);
    }

    @TempDir
    Path directory;

    private S3Server server;
    private Proxy proxy;
    private S3AsyncClient client;

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        server = S3Server.start(directory, port, SECRET);
        proxy = Proxy.before(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Protocol.HTTP);
        client = client(CONNECTIONS);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void theReplyToAPutIsHeldOnceTheObjectIsStored() throws Exception {
        put("before").get(20, TimeUnit.SECONDS);
        Trap trap = proxy.trap(Moment.S3_PUT_REPLY);
        CompletableFuture<PutObjectResponse> put = put("held");
        assertThat(trap.await(PATIENCE)).isTrue();
        assertThat(stored("held")).hasBinaryContent(IMAGE);
        assertThat(put).isNotDone();
        trap.release();
        put.get(20, TimeUnit.SECONDS);
        assertThat(get("held")).isEqualTo(IMAGE);
    }

    @Test
    void aPutThatIsHeldBackIsNotStored() throws Exception {
        Trap trap = proxy.trap(Moment.S3_PUT_REQUEST);
        CompletableFuture<PutObjectResponse> put = put("held");
        assertThat(trap.await(PATIENCE)).isTrue();
        put("another").get(20, TimeUnit.SECONDS);
        assertThat(stored("held")).doesNotExist();
        trap.drop();
        assertThatThrownBy(() -> put.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(stored("held")).doesNotExist();
    }

    @Test
    void aRefusedPutIsNoSuchMoment() throws Exception {
        Trap trap = proxy.trap(Moment.S3_PUT_REPLY);
        CompletableFuture<PutObjectResponse> put = client.putObject(
                request -> request.bucket("no-such-bucket").key("k"), AsyncRequestBody.fromString("1"));
        assertThatThrownBy(() -> put.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(trap.await(Duration.ZERO)).isFalse();
        assertThat(proxy.seen(Moment.S3_PUT_REQUEST)).isPositive();
    }

    @Test
    void requestsOfEveryKindFollowEachOtherOnOneConnection() throws Exception {
        client.close();
        client = client(1);
        for (int i = 0; i < 3; i++) {
            String key = "key-" + i;
            put(key).get(20, TimeUnit.SECONDS);
            client.headObject(request -> request.bucket("halftone").key(key)).get(20, TimeUnit.SECONDS);
            assertThat(get(key)).isEqualTo(IMAGE);
            assertThat(client.listObjectsV2(request -> request.bucket("halftone"))
                            .get(20, TimeUnit.SECONDS)
                            .keyCount())
                    .isEqualTo(1);
            client.deleteObject(request -> request.bucket("halftone").key(key)).get(20, TimeUnit.SECONDS);
        }
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.seen(Moment.S3_PUT_REPLY)).isEqualTo(3);
    }

    @Test
    void whatIsRefusedIsAnsweredAsS3WouldAndNotPassedOn() throws Exception {
        put("before").get(20, TimeUnit.SECONDS);
        for (HttpRefusal refusal : HttpRefusal.values()) {
            proxy.refuse(refusal);
            assertThatThrownBy(() -> put("refused").get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo(refusal == HttpRefusal.SLOW_DOWN ? "SlowDown" : "AccessDenied"));
            assertThatThrownBy(() -> client.headBucket(request -> request.bucket("halftone"))
                            .get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(S3Exception.class);
        }
        assertThat(stored("refused")).doesNotExist();
        proxy.accept();
        put("after").get(20, TimeUnit.SECONDS);
        assertThat(get("after")).isEqualTo(IMAGE);
    }

    private Path stored(String key) {
        return directory.resolve("halftone").resolve(key);
    }

    private CompletableFuture<PutObjectResponse> put(String key) {
        return client.putObject(request -> request.bucket("halftone").key(key), AsyncRequestBody.fromBytes(IMAGE));
    }

    private byte[] get(String key) throws Exception {
        return client.getObject(request -> request.bucket("halftone").key(key), AsyncResponseTransformer.toBytes())
                .get(20, TimeUnit.SECONDS)
                .asByteArray();
    }

    private S3AsyncClient client(int connections) {
        Map<String, String> settings = S3Server.settings(proxy.port(), SECRET);
        return S3AsyncClient.builder()
                .endpointOverride(URI.create(requireNonNull(settings.get("halftone.s3.endpoint"))))
                .region(Region.of(requireNonNull(settings.get("halftone.s3.region"))))
                .forcePathStyle(true)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(connections))
                .overrideConfiguration(overrides -> overrides.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(requireNonNull(settings.get("halftone.s3.access-key")), SECRET)))
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
