package dev.halftone.api.output;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** The store's client, made for its first call: most services of most teams never need it. */
@Lazy
@Component
class S3Client implements DisposableBean {

    private static final int REQUESTS_IN_A_CALL = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final S3Threads threads;
    private final S3AsyncClient s3;

    S3Client(S3Settings settings) {
        this.threads = new S3Threads();
        this.s3 = client(settings, threads);
    }

    <T> Mono<T> call(Function<S3AsyncClient, CompletableFuture<T>> request) {
        return Mono.fromFuture(() -> request.apply(s3))
                .publishOn(Schedulers.parallel())
                .onErrorMap(CompletionException.class, S3Client::unwrapped);
    }

    private static Throwable unwrapped(CompletionException failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /** Its HTTP client is never closed: it is no more than its connections, which end with {@link S3Threads}. */
    private static S3AsyncClient client(S3Settings settings, S3Threads threads) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials())
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits -> limits.apiCallAttemptTimeout(settings.timeout())
                        .apiCallTimeout(settings.timeout().multipliedBy(REQUESTS_IN_A_CALL)))
                .httpClient(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(threads.group())
                        .maxConcurrency(settings.connections())
                        .maxPendingConnectionAcquires(Integer.MAX_VALUE)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(settings.timeout())
                        .build());
        return settings.endpoint() == null
                ? builder.build()
                : builder.endpointOverride(settings.endpoint()).build();
    }

    @Override
    public void destroy() {
        s3.close();
        threads.destroy();
    }
}
