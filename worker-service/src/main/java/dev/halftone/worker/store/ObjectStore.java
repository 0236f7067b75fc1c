package dev.halftone.worker.store;

import reactor.core.publisher.Mono;

/** Where renditions are kept, under content-addressed keys. Its errors are ours, never an image's. */
public interface ObjectStore {

    /**
     * Stores an object; completes once it is durable. Putting a key again replaces the object.
     *
     * @param bytes read while the put runs, so not to be changed before it ends
     */
    Mono<Void> put(String key, String mediaType, byte[] bytes);

    /** Whether an object is stored under the key. */
    Mono<Boolean> exists(String key);

    /** Completes if objects can be stored now, else fails with the reason. */
    Mono<Void> check();
}
