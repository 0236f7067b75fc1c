package dev.halftone.worker.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of S3 or of what speaks its protocol. The bucket is made when it is first missed, if that is permitted. */
final class S3ObjectStore implements ObjectStore {

    /** The key is made of the content, so what it names never changes. */
    static final String CACHE_CONTROL = "public, max-age=31536000, immutable";

    private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

    private static final Duration BELIEVED = Duration.ofHours(1);
    private static final int FORBIDDEN = 403;

    private final S3AsyncClient s3;
    private final String bucket;
    /** Looked at before the first object: a store hangs up on a large one whose bucket is missing, and says no more. */
    private final Mono<Void> seen;

    S3ObjectStore(S3AsyncClient s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.seen = check().onErrorComplete(S3ObjectStore::isForbidden)
                .cache(nothing -> BELIEVED, error -> Duration.ZERO, () -> BELIEVED);
    }

    @Override
    public Mono<Void> put(String key, String mediaType, byte[] bytes) {
        return seen.then(withBucket(send(key, mediaType, bytes)));
    }

    @Override
    public Mono<byte[]> get(String key, int limit) {
        return call(() -> s3.getObject(
                        request -> request.bucket(bucket).key(key).range("bytes=0-" + limit),
                        AsyncResponseTransformer.toBytes()))
                .map(ResponseBytes::asByteArrayUnsafe)
                .onErrorResume(NoSuchKeyException.class, missing -> Mono.empty());
    }

    @Override
    public Mono<Boolean> exists(String key) {
        return call(() -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .thenReturn(true)
                .onErrorResume(NoSuchKeyException.class, missing -> Mono.just(false));
    }

    @Override
    public Mono<Void> check() {
        return withBucket(
                call(() -> s3.headBucket(request -> request.bucket(bucket))).then());
    }

    private Mono<Void> send(String key, String mediaType, byte[] bytes) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(mediaType)
                .contentLength((long) bytes.length)
                .cacheControl(CACHE_CONTROL)
                .build();
        return call(() -> s3.putObject(request, AsyncRequestBody.fromBytesUnsafe(bytes)))
                .then();
    }

    private Mono<Void> withBucket(Mono<Void> request) {
        return request.onErrorResume(
                NoSuchBucketException.class, missing -> createBucket().then(request));
    }

    private Mono<Void> createBucket() {
        return call(() -> s3.createBucket(request -> request.bucket(bucket)))
                .doOnNext(created -> log.info("made the bucket {}", bucket))
                .then()
                .onErrorComplete(BucketAlreadyOwnedByYouException.class)
                .onErrorComplete(BucketAlreadyExistsException.class);
    }

    private static <T> Mono<T> call(Supplier<CompletableFuture<T>> request) {
        return Mono.fromFuture(request)
                .publishOn(Schedulers.parallel())
                .onErrorMap(CompletionException.class, S3ObjectStore::unwrapped);
    }

    /** Whoever may write and not look finds out by writing. */
    private static boolean isForbidden(Throwable failure) {
        return failure instanceof S3Exception refusal && refusal.statusCode() == FORBIDDEN;
    }

    private static Throwable unwrapped(CompletionException failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
