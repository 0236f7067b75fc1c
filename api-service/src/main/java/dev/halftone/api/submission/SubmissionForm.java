package dev.halftone.api.submission;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A submission that arrives as {@code multipart/form-data}, its parts in any order and none held in memory but short values. */
final class SubmissionForm {

    private static final String MANIFEST = "file";
    private static final int EVENTS_AHEAD = 4;

    private final Flux<PartEvent> events;

    SubmissionForm(Flux<PartEvent> events) {
        this.events = events;
    }

    /** Gives one part after the other to the function, the next when the one before is done. */
    Mono<Void> forEach(Function<SubmissionPart, Mono<Void>> taker) {
        return events.windowUntil(PartEvent::isLast, false, EVENTS_AHEAD)
                .concatMap(part -> part.switchOnFirst((first, rest) -> take(first.get(), rest, taker)), 0)
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .then();
    }

    private static Publisher<Void> take(
            @Nullable PartEvent first, Flux<PartEvent> part, Function<SubmissionPart, Mono<Void>> taker) {
        if (first == null) {
            return part.then();
        }
        if (first.name().equals(MANIFEST)) {
            return taker.apply(new SubmissionPart.Manifest(part.map(PartEvent::content)));
        }
        return first instanceof FormPartEvent field
                ? part.then(taker.apply(new SubmissionPart.Value(field.name(), field.value())))
                : part.map(SubmissionForm::discard).then(Mono.error(unknownFile(first)));
    }

    private static boolean discard(PartEvent event) {
        DataBuffer content = event.content();
        return DataBufferUtils.release(content);
    }

    private static ProblemException unknownFile(PartEvent part) {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                "The part '" + part.name() + "' is a file. The manifest is the part '" + MANIFEST + "'; the fields are "
                        + Option.names() + ", each without a file name.");
    }
}
