package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Rendition;
import dev.halftone.image.Steps;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.store.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class StoredPicturesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String KEY = Steps.MARK_OBJECT;
    private static final String OTHER = KEY.replace("0123", "3210");

    private final MemoryStore store = new MemoryStore();
    private final List<String> read = new ArrayList<>();
    private final Sinks.Empty<Void> opened = Sinks.empty();
    private final StoredPictures pictures = new StoredPictures(new Watched(), 100, ownFailures());

    @Test
    void whatNoPipelineUsesIsNotRead() {
        assertThat(of(Rendition.DEFAULT)).isEmpty();
        assertThat(read).isEmpty();
    }

    @Test
    void isReadOnceForAllWhoNeedItAtATimeAndForThoseWhoComeLater() {
        store.objects.put(KEY, new byte[40]);
        Flux.range(0, 5)
                .flatMap(index -> pictures.of(using(KEY, KEY)), 5)
                .as(StepVerifier::create)
                .then(opened::tryEmitEmpty)
                .expectNextCount(5)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(of(using(KEY)).get(KEY)).hasSize(40);
        assertThat(read).containsExactly(KEY);
    }

    @Test
    void whatWasNotAskedForTheLongestMakesRoom() {
        opened.tryEmitEmpty();
        store.objects.put(KEY, new byte[60]);
        store.objects.put(OTHER, new byte[60]);
        of(using(KEY));
        of(using(OTHER));
        of(using(OTHER));
        of(using(KEY));
        assertThat(read).containsExactly(KEY, OTHER, KEY);
    }

    @Test
    void oneThatIsGoneIsTheImagesFailure() {
        opened.tryEmitEmpty();
        assertFails(using(KEY), FailureReason.WATERMARK_MISSING);
    }

    @Test
    void moreBytesThanASourceMayHaveAreNotLaidOn() {
        opened.tryEmitEmpty();
        store.objects.put(KEY, new byte[101]);
        assertFails(using(KEY), FailureReason.PROCESSING_FAILED);
        store.objects.put(KEY, new byte[50]);
        store.objects.put(OTHER, new byte[51]);
        assertFails(using(KEY, OTHER), FailureReason.PROCESSING_FAILED);
        assertThat(of(using(KEY))).containsOnlyKeys(KEY);
    }

    @Test
    void anIllStoreIsWaitedOut() {
        opened.tryEmitEmpty();
        store.objects.put(KEY, new byte[40]);
        store.illness.set(3);
        assertThat(of(using(KEY))).containsOnlyKeys(KEY);
    }

    private Map<String, byte[]> of(List<Rendition> renditions) {
        return pictures.of(renditions).blockOptional(TIMEOUT).orElseThrow();
    }

    private void assertFails(List<Rendition> renditions, FailureReason reason) {
        pictures.of(renditions)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ImageFailureException.class,
                                failure -> assertThat(failure.reason()).isEqualTo(reason)))
                .verify(TIMEOUT);
    }

    private static List<Rendition> using(String... keys) {
        List<Rendition> renditions = new ArrayList<>();
        for (String key : keys) {
            renditions.add(new Rendition(
                    "out" + renditions.size(),
                    Steps.pipeline("{'operation':'watermark','image':'" + Steps.MARK + "'}")
                            .accepted(Map.of(Steps.MARK, key))));
        }
        return renditions;
    }

    private static OwnFailures ownFailures() {
        return new OwnFailures(
                new SimpleMeterRegistry(),
                new FlowSettings(4, 4, null, Duration.ofSeconds(1), 5, Duration.ofMillis(300), TIMEOUT));
    }

    /** Notes what is read, and reads it once it is opened. */
    private final class Watched implements ObjectStore {

        @Override
        public Mono<byte[]> get(String key, int limit) {
            read.add(key);
            return opened.asMono().then(Mono.defer(() -> store.get(key, limit)));
        }

        @Override
        public Mono<Void> put(String key, String mediaType, byte[] bytes) {
            return store.put(key, mediaType, bytes);
        }

        @Override
        public Mono<Boolean> exists(String key) {
            return store.exists(key);
        }

        @Override
        public Mono<Void> check() {
            return store.check();
        }
    }
}
