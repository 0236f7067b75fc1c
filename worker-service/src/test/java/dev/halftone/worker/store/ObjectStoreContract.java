package dev.halftone.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every object store does. */
interface ObjectStoreContract {

    Duration TIMEOUT = Duration.ofSeconds(20);
    String KEY = "renditions/ab/abcdef/0123.jpg";

    @SuppressWarnings("ArrayRecordComponent") // compared by its parts
    record Stored(String mediaType, byte[] bytes) {}

    /** Empty at the start of each test. */
    ObjectStore store();

    /** Read behind the store's back. */
    Stored stored(String key);

    @Test
    default void whatIsPutIsThereWithItsMediaType() {
        put(KEY, "image/webp", bytes("one"));
        assertThat(stored(KEY).bytes()).isEqualTo(bytes("one"));
        assertThat(stored(KEY).mediaType()).isEqualTo("image/webp");
    }

    @Test
    default void whatIsPutExistsAndNothingElseDoes() {
        assertThat(exists(KEY)).isFalse();
        put(KEY, "image/jpeg", bytes("one"));
        assertThat(exists(KEY)).isTrue();
        assertThat(exists("renditions/ab/abcdef")).isFalse();
        assertThat(exists(KEY + "g")).isFalse();
    }

    @Test
    default void whatIsPutIsReadUpToOneByteBeyondTheLimit() {
        put(KEY, "image/jpeg", bytes("twelve bytes"));
        assertThat(get(12)).isEqualTo(bytes("twelve bytes"));
        assertThat(get(6)).isEqualTo(bytes("twelve "));
    }

    @Test
    default void whatWasNeverPutCannotBeRead() {
        put(KEY + "g", "image/jpeg", bytes("another"));
        store().get(KEY, 10).as(StepVerifier::create).expectComplete().verify(TIMEOUT);
    }

    @Test
    default void puttingAgainReplaces() {
        put(KEY, "image/jpeg", bytes("one"));
        put(KEY, "image/png", bytes("two"));
        assertThat(stored(KEY).bytes()).isEqualTo(bytes("two"));
        assertThat(stored(KEY).mediaType()).isEqualTo("image/png");
    }

    @Test
    default void nothingHappensBeforeTheSubscription() {
        Mono<Void> put = store().put(KEY, "image/jpeg", bytes("one"));
        assertThat(exists(KEY)).isFalse();
        put.as(StepVerifier::create).expectComplete().verify(TIMEOUT);
        assertThat(exists(KEY)).isTrue();
    }

    @Test
    default void megabytesComeThroughWhole() {
        byte[] large = new byte[6_000_000];
        new Random(3).nextBytes(large);
        put(KEY, "image/png", large);
        assertThat(stored(KEY).bytes()).isEqualTo(large);
    }

    @Test
    default void manyAreStoredAtATime() {
        Flux.range(0, 100)
                .flatMap(n -> store().put("renditions/" + n, "image/gif", bytes("object " + n)), 32)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(stored("renditions/0").bytes()).isEqualTo(bytes("object 0"));
        assertThat(stored("renditions/99").bytes()).isEqualTo(bytes("object 99"));
    }

    @Test
    default void aStoreThatCanStoreIsWell() {
        store().check().as(StepVerifier::create).expectComplete().verify(TIMEOUT);
    }

    private void put(String key, String mediaType, byte[] bytes) {
        store().put(key, mediaType, bytes)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(TIMEOUT);
    }

    private byte[] get(int limit) {
        return store().get(KEY, limit).blockOptional(TIMEOUT).orElseThrow();
    }

    private boolean exists(String key) {
        return store().exists(key).blockOptional(TIMEOUT).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
