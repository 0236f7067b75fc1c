package dev.halftone.worker.fetch;

import dev.halftone.row.Source;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Fetches sources. */
@Component
public final class Fetcher {

    public Mono<FetchedImage> fetch(Source source) {
        return Mono.error(new UnsupportedOperationException(source.url()));
    }
}
