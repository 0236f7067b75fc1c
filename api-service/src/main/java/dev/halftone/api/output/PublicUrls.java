package dev.halftone.api.output;

import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** URLs that everyone can read for ever: a base and the key. */
record PublicUrls(String base) implements OutputUrls {

    PublicUrls {
        base = base.endsWith("/") ? base : base + "/";
    }

    @Override
    public Mono<UnaryOperator<String>> byKey() {
        return Mono.just(base::concat);
    }
}
