package dev.halftone.worker.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** An object store for tests, under the same contract as the real one. */
public final class InMemoryObjectStore implements ObjectStore {

    private final Map<String, ObjectStoreContract.Stored> objects = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> put(String key, String mediaType, byte[] bytes) {
        return Mono.fromRunnable(() -> objects.put(key, new ObjectStoreContract.Stored(mediaType, bytes.clone())));
    }

    @Override
    public Mono<byte[]> get(String key, int limit) {
        return Mono.fromCallable(() -> objects.get(key))
                .map(stored -> Arrays.copyOf(stored.bytes(), Math.min(stored.bytes().length, limit + 1)));
    }

    @Override
    public Mono<Boolean> exists(String key) {
        return Mono.fromCallable(() -> objects.containsKey(key));
    }

    @Override
    public Mono<Void> check() {
        return Mono.empty();
    }

    ObjectStoreContract.Stored stored(String key) {
        return Objects.requireNonNull(objects.get(key), key);
    }
}
