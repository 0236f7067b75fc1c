package dev.halftone.api.output;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of S3 or of what speaks its protocol. The bucket is made when it is first missed, if that is permitted. */
@Component
final class S3ObjectStore implements ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);

    private static final Duration BELIEVED = Duration.ofHours(1);
    private static final int FORBIDDEN = 403;
    /** The most that S3 takes in a request. */
    private static final int KEYS_AT_ONCE = 1000;

    private final String bucket;
    private final Mono<S3Client> client;
    /** Looked at before the first object: a store hangs up on a large one whose bucket is missing, and says no more. */
    private final Mono<S3Client> seen;

    S3ObjectStore(ObjectProvider<S3Client> client, S3Settings settings) {
        this.bucket = settings.bucket();
        this.client = Mono.fromCallable(client::getObject).subscribeOn(Schedulers.boundedElastic());
        this.seen = this.client.delayUntil(this::lookAtBucket).cache(_ -> BELIEVED, _ -> Duration.ZERO, () -> BELIEVED);
    }

    @Override
    public Mono<Void> put(String key, Flux<ByteBuffer> bytes) {
        return seen.flatMap(s3 -> new Multipart(s3, bucket).send(key, bytes))
                .onErrorMap(SdkException.class, ObjectStoreException::new);
    }

    @Override
    public Mono<Void> delete(Collection<String> keys) {
        return client.flatMapMany(s3 -> Flux.fromIterable(keys)
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .buffer(KEYS_AT_ONCE)
                        .concatMap(objects -> delete(s3, objects)))
                .onErrorComplete(NoSuchBucketException.class)
                .onErrorMap(SdkException.class, ObjectStoreException::new)
                .then();
    }

    private Mono<Void> delete(S3Client s3, List<ObjectIdentifier> objects) {
        Delete these = Delete.builder().objects(objects).quiet(true).build();
        return s3.call(it -> it.deleteObjects(request -> request.bucket(bucket).delete(these)))
                .doOnNext(S3ObjectStore::requireAll)
                .then();
    }

    private static void requireAll(DeleteObjectsResponse answer) {
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            throw new IllegalStateException("objects could not be deleted, such as "
                    + answer.errors().getFirst().key() + ": "
                    + answer.errors().getFirst().message());
        }
    }

    /** Whoever may write and not look finds out by writing. */
    private Mono<Void> lookAtBucket(S3Client s3) {
        return s3.call(it -> it.headBucket(request -> request.bucket(bucket)))
                .then()
                .onErrorResume(NoSuchBucketException.class, _ -> createBucket(s3))
                .onErrorComplete(S3ObjectStore::isForbidden);
    }

    private Mono<Void> createBucket(S3Client s3) {
        return s3.call(it -> it.createBucket(request -> request.bucket(bucket)))
                .doOnNext(_ -> LOG.info("made the bucket {}", bucket))
                .then()
                .onErrorComplete(BucketAlreadyOwnedByYouException.class)
                .onErrorComplete(BucketAlreadyExistsException.class);
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof S3Exception refusal && refusal.statusCode() == FORBIDDEN;
    }
}
