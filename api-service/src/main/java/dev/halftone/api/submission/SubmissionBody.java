package dev.halftone.api.submission;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A submission as it arrives. */
@FunctionalInterface
interface SubmissionBody {

    /** Gives one part after the other to the function, the next when the one before is done. */
    Mono<Void> forEach(Function<SubmissionPart, Mono<Void>> taker);
}
