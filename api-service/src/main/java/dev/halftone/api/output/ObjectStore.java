package dev.halftone.api.output;

import java.nio.ByteBuffer;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where uploads wait for the workers. Fails with an {@link ObjectStoreException} where the store does. */
public interface ObjectStore {

    /**
     * Stores an object whose length nobody knows yet; completes once it is durable. At most {@value Multipart#PART} bytes of it,
     * and one buffer, are held. If the bytes fail, or nobody waits any more, nothing is stored.
     *
     * @param bytes at least one; each buffer is left alone until the end
     */
    Mono<Void> put(String key, Flux<ByteBuffer> bytes);

    /** Deletes what is stored under the keys; what is not there is deleted already. */
    Mono<Void> delete(Collection<String> keys);
}
