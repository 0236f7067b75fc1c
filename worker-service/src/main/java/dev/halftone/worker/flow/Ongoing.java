package dev.halftone.worker.flow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Work that is going on, by its key: whoever asks for it meanwhile gets the same result, or the same error. */
final class Ongoing<K, V> {

    private final Map<K, Mono<V>> works = new ConcurrentHashMap<>();

    /** The work of this key, begun on subscription unless it is going on. It runs to its end even if nobody waits any more. */
    Mono<V> shared(K key, Supplier<Mono<V>> work) {
        return Mono.defer(() -> works.computeIfAbsent(key, absent -> begun(key, work)));
    }

    private Mono<V> begun(K key, Supplier<Mono<V>> work) {
        return Mono.defer(work).doOnTerminate(() -> works.remove(key)).cache();
    }
}
