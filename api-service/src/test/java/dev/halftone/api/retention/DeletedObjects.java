package dev.halftone.api.retention;

import dev.halftone.api.output.ObjectStore;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A store that notes what is deleted. */
final class DeletedObjects implements ObjectStore {

    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private boolean away;

    List<String> deleted() {
        return deleted;
    }

    /** Is away the next time. */
    void fail() {
        away = true;
    }

    @Override
    public Mono<Void> put(String key, Flux<ByteBuffer> bytes) {
        return Mono.error(new UnsupportedOperationException("nothing is put here"));
    }

    @Override
    public Mono<Void> delete(Collection<String> keys) {
        return Mono.fromRunnable(() -> {
            if (away) {
                away = false;
                throw new IllegalStateException("the store is away");
            }
            deleted.addAll(keys);
        });
    }
}
