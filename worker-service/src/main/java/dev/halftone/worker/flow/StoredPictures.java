package dev.halftone.worker.flow;

import dev.halftone.image.Composing;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.store.ObjectStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The files of other images that pipelines use, out of the object store: read once for all who need one at a time, and kept for a while, as
 * a job's images need the same.
 */
final class StoredPictures {

    private final ObjectStore store;
    private final int maxBytes;
    private final OwnFailures ownFailures;
    private final Ongoing<String, byte[]> reading = new Ongoing<>();
    private final Map<String, byte[]> kept = new LinkedHashMap<>();
    private long keptBytes;

    /** @param maxBytes that the pictures for one image may have together, as well as all that are kept for those to come */
    StoredPictures(ObjectStore store, int maxBytes, OwnFailures ownFailures) {
        this.store = store;
        this.maxBytes = maxBytes;
        this.ownFailures = ownFailures;
    }

    /**
     * All that the renditions use, by key. Fails with the image's own failure alone: {@code watermark_missing} if one is gone,
     * {@code processing_failed} if they are too large.
     */
    Mono<Map<String, byte[]>> of(List<Rendition> renditions) {
        List<String> keys = renditions.stream()
                .flatMap(rendition -> rendition.pipeline().composing())
                .map(Composing::object)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return Flux.fromIterable(keys)
                .concatMap(this::picture)
                .reduceWith(Together::new, Together::add)
                .map(Together::files);
    }

    private Mono<Picture> picture(String key) {
        return Mono.defer(() -> find(key).map(Mono::just).orElseGet(() -> reading.shared(key, () -> read(key))))
                .map(file -> new Picture(key, file));
    }

    private Mono<byte[]> read(String key) {
        return Mono.defer(() -> store.get(key, maxBytes))
                .retryWhen(ownFailures.retry("picture"))
                .switchIfEmpty(Mono.error(() -> new ImageFailureException(FailureReason.WATERMARK_MISSING)))
                .doOnNext(file -> keep(key, file));
    }

    private synchronized Optional<byte[]> find(String key) {
        byte[] file = kept.remove(key);
        if (file != null) {
            kept.put(key, file);
        }
        return Optional.ofNullable(file);
    }

    /** Those go that nobody asked for the longest. */
    private synchronized void keep(String key, byte[] file) {
        if (file.length > maxBytes || kept.putIfAbsent(key, file) != null) {
            return;
        }
        keptBytes += file.length;
        for (Iterator<byte[]> oldest = kept.values().iterator(); keptBytes > maxBytes; ) {
            keptBytes -= oldest.next().length;
            oldest.remove();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a whole file, never compared
    private record Picture(String key, byte[] file) {}

    private final class Together {

        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private long bytes;

        Together add(Picture picture) {
            files.put(picture.key(), picture.file());
            bytes += picture.file().length;
            if (bytes > maxBytes) {
                throw new ImageFailureException(
                        FailureReason.PROCESSING_FAILED,
                        new IllegalStateException("the images that are laid on have more than " + maxBytes + " bytes"));
            }
            return this;
        }

        Map<String, byte[]> files() {
            return files;
        }
    }
}
