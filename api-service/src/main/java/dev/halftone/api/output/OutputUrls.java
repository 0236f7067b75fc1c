package dev.halftone.api.output;

import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** Where stored renditions can be read. */
public interface OutputUrls {

    /** From an object's key to its URL. What it needs to know is found out once, on subscription; each URL is then computed. */
    Mono<UnaryOperator<String>> byKey();
}
