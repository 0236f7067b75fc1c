package dev.halftone.worker.store;

import reactor.core.publisher.Mono;

/** Where renditions are kept, under content-addressed keys, and uploads wait. Its errors are ours, never an image's. */
public interface ObjectStore {

    /**
     * Stores an object; completes once it is durable. Putting a key again replaces the object.
     *
     * @param bytes read while the put runs, so not to be changed before it ends
     */
    Mono<Void> put(String key, String mediaType, byte[] bytes);

    /**
     * The bytes of an object; empty if there is none.
     *
     * @param limit of a longer object, one byte more than that is read, and no more
     */
    Mono<byte[]> get(String key, int limit);

    /** Whether an object is stored under the key. */
    Mono<Boolean> exists(String key);

    /** Completes if objects can be stored now, else fails with the reason. */
    Mono<Void> check();
}
