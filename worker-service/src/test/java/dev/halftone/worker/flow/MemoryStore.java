package dev.halftone.worker.flow;

import dev.halftone.worker.store.ObjectStore;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Objects in memory; ill for as many calls as it is told to be. */
final class MemoryStore implements ObjectStore {

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final AtomicInteger illness = new AtomicInteger();
    final AtomicInteger puts = new AtomicInteger();

    @Override
    public Mono<Void> put(String key, String mediaType, byte[] bytes) {
        return well().then(Mono.fromRunnable(() -> {
            puts.incrementAndGet();
            objects.put(key, bytes);
        }));
    }

    @Override
    public Mono<byte[]> get(String key, int limit) {
        return well().then(Mono.fromSupplier(() -> objects.get(key)))
                .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, limit + 1)));
    }

    @Override
    public Mono<Boolean> exists(String key) {
        return well().then(Mono.fromSupplier(() -> objects.containsKey(key)));
    }

    @Override
    public Mono<Void> check() {
        return well();
    }

    private Mono<Void> well() {
        return Mono.defer(() -> illness.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0
                ? Mono.error(new IllegalStateException("the store is ill"))
                : Mono.empty());
    }
}
