package dev.halftone.api.output;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/** Sends objects of unknown length: what fits into one part as it is, more of it part by part, each held until it is sent. */
final class Multipart {

    /** S3 takes no smaller parts but the last. */
    static final int PART = 5 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Multipart.class);

    private final S3Client s3;
    private final String bucket;

    Multipart(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    Mono<Void> send(String key, Flux<ByteBuffer> bytes) {
        return bytes.transformDeferred(buffers -> buffers.bufferUntil(new PartEnd(), true))
                .switchOnFirst((first, parts) -> {
                    List<ByteBuffer> part = first.get();
                    return part == null || size(part) < PART
                            ? parts.concatMap(only -> sendWhole(key, only), 0)
                            : sendParts(key, parts);
                })
                .then();
    }

    private Mono<Void> sendWhole(String key, List<ByteBuffer> bytes) {
        return s3.call(client ->
                        client.putObject(request -> request.bucket(bucket).key(key), body(bytes)))
                .then();
    }

    private Mono<Void> sendParts(String key, Flux<List<ByteBuffer>> parts) {
        return Mono.usingWhen(
                begin(key),
                upload -> parts.index()
                        .concatMap(part -> sendPart(key, upload, part), 0)
                        .collectList()
                        .flatMap(sent -> complete(key, upload, sent)),
                upload -> Mono.empty(),
                (upload, failure) -> abort(key, upload),
                upload -> abort(key, upload));
    }

    private Mono<String> begin(String key) {
        return s3.call(client -> client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key)))
                .map(CreateMultipartUploadResponse::uploadId);
    }

    private Mono<CompletedPart> sendPart(String key, String upload, Tuple2<Long, List<ByteBuffer>> part) {
        int number = Math.toIntExact(part.getT1()) + 1;
        return s3.call(client -> client.uploadPart(
                        request ->
                                request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        body(part.getT2())))
                .map(sent -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .build());
    }

    private Mono<Void> complete(String key, String upload, List<CompletedPart> parts) {
        return s3.call(client -> client.completeMultipartUpload(request ->
                        request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts))))
                .then();
    }

    /** Never fails: what led to it is told. */
    private Mono<Void> abort(String key, String upload) {
        return s3.call(client -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload)))
                .doOnError(failure -> LOG.warn("parts of the upload {} are left: {}", key, failure.toString()))
                .onErrorComplete()
                .then();
    }

    private static AsyncRequestBody body(List<ByteBuffer> bytes) {
        return AsyncRequestBody.fromRemainingByteBuffersUnsafe(bytes.toArray(ByteBuffer[]::new));
    }

    private static long size(List<ByteBuffer> bytes) {
        return bytes.stream().mapToLong(Buffer::remaining).sum();
    }

    /** Ends a part before the buffer that comes when it is full: a first part that is not is the only one. */
    private static final class PartEnd implements Predicate<ByteBuffer> {

        private long size;

        @Override
        public boolean test(ByteBuffer next) {
            boolean full = size >= PART;
            size = (full ? 0 : size) + next.remaining();
            return full;
        }
    }
}
