package dev.halftone.api.output;

import dev.halftone.api.problem.ProblemException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects of the bucket. */
@Component
final class S3StoredObjects implements StoredObjects {

    private static final Duration UNCLAIMED = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Mono<S3Client> client;
    private final String bucket;

    S3StoredObjects(ObjectProvider<S3Client> client, S3Settings settings) {
        this.client = Mono.fromCallable(client::getObject).subscribeOn(Schedulers.boundedElastic());
        this.bucket = settings.bucket();
    }

    @Override
    public Mono<Flux<DataBuffer>> open(String key, @Nullable Part part) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .range(part == null ? null : "bytes=" + part.first() + "-" + part.last())
                .build();
        return client.flatMap(s3 -> s3.call(it ->
                        it.getObject(request, AsyncResponseTransformer.<GetObjectResponse>toPublisher(UNCLAIMED))))
                .map(S3StoredObjects::buffers)
                .onErrorComplete(NoSuchKeyException.class)
                .onErrorComplete(NoSuchBucketException.class)
                .onErrorMap(SdkException.class, S3StoredObjects::away);
    }

    private static Flux<DataBuffer> buffers(ResponsePublisher<GetObjectResponse> answer) {
        return Flux.from(answer).map(S3StoredObjects::buffer);
    }

    private static DataBuffer buffer(ByteBuffer bytes) {
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }

    private static ProblemException away(SdkException failure) {
        return ProblemException.unavailable("The object store does not give the image.", RETRY_AFTER, failure);
    }
}
