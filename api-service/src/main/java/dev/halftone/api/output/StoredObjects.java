package dev.halftone.api.output;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what is stored. */
public interface StoredObjects {

    /**
     * The bytes of an object, which come as fast as they are asked for, once the store begins to answer; nothing if there is no
     * such object. They are to be subscribed to soon, or the store takes them back. Fails with a problem if the store does not
     * answer.
     *
     * @param part which bytes; none: all
     */
    Mono<Flux<DataBuffer>> open(String key, @Nullable Part part);

    /**
     * Some bytes of an object, counted from 0.
     *
     * @param last included
     */
    record Part(long first, long last) {}
}
