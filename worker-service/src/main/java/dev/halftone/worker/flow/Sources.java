package dev.halftone.worker.flow;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import dev.halftone.upload.Upload;
import dev.halftone.worker.fetch.FetchedImage;
import dev.halftone.worker.store.ObjectStore;
import java.time.Duration;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** The bytes of a source, wherever they are: behind its URL, or, uploaded, in the object store. */
final class Sources {

    private final BiFunction<Source, Integer, Mono<FetchedImage>> fetch;
    private final ObjectStore store;
    private final int maxBytes;
    private final OwnFailures ownFailures;
    private final Duration timeLimit;

    /**
     * @param fetch of a source that was asked for so many times before
     * @param maxBytes the most that a source can have
     * @param timeLimit for fetching one image, with all waiting for its host
     */
    Sources(
            BiFunction<Source, Integer, Mono<FetchedImage>> fetch,
            ObjectStore store,
            int maxBytes,
            OwnFailures ownFailures,
            Duration timeLimit) {
        this.fetch = fetch;
        this.store = store;
        this.maxBytes = maxBytes;
        this.ownFailures = ownFailures;
        this.timeLimit = timeLimit;
    }

    int maxBytes() {
        return maxBytes;
    }

    /**
     * Fails with the image's own failure, or a {@link dev.halftone.worker.fetch.PostponedException}. What else goes wrong is tried
     * again until it goes right.
     */
    Mono<FetchedImage> bytes(Image image) {
        return Upload.of(image.source().url())
                .map(upload -> read(upload, image.attempts() + 1))
                .orElseGet(() -> fetch(image));
    }

    private Mono<FetchedImage> fetch(Image image) {
        return Mono.defer(() -> fetch.apply(image.source(), image.attempts()))
                .timeout(timeLimit, Mono.error(() -> new ImageFailureException(FailureReason.TIMEOUT)))
                .retryWhen(ownFailures.retryDefect("fetch"))
                .retryWhen(ownFailures.retry("fetch"));
    }

    /** Without a time limit: the store is ours, and is waited for. */
    private Mono<FetchedImage> read(Upload upload, int attempt) {
        return Mono.defer(() -> store.get(upload.key(), maxBytes))
                .retryWhen(ownFailures.retry("read"))
                .switchIfEmpty(Mono.error(() -> new ImageFailureException(FailureReason.UPLOAD_MISSING, null, attempt)))
                .map(bytes -> read(bytes, attempt));
    }

    private FetchedImage read(byte[] bytes, int attempt) {
        if (bytes.length > maxBytes) {
            throw new ImageFailureException(FailureReason.TOO_LARGE, null, attempt);
        }
        return FetchedImage.of(bytes, attempt);
    }
}
