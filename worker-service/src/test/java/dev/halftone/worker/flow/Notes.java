package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** What a gate notes, in memory; ill for as many statements as it is told to be. */
final class Notes {

    final List<ImageId> noted = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger illness = new AtomicInteger();

    Mono<Void> begun(ImageId image) {
        return well().then(Mono.fromRunnable(() -> noted.add(image)));
    }

    Mono<Void> survived(ImageId image) {
        return well().then(Mono.fromRunnable(() -> noted.remove(image)));
    }

    private Mono<Void> well() {
        return Mono.defer(() -> illness.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0
                ? Mono.error(new IllegalStateException("PostgreSQL is ill"))
                : Mono.empty());
    }
}
