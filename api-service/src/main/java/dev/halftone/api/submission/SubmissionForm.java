package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestFormat;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One submission that arrives as {@code multipart/form-data}, its parts in any order and none held in memory but short values.
 *
 * <p>A part that is refused does not end the reading: the rest is discarded as it comes, and the refusal told at the end, when
 * every client listens. Not thread-safe.
 */
final class SubmissionForm {

    private static final String MANIFEST = "file";
    private static final int EVENTS_AHEAD = 4;

    private final Flux<PartEvent> events;
    private boolean manifestSeen;
    private @Nullable ProblemException refusal;

    /** @param events of {@link HeapForms}, whose content needs no release */
    SubmissionForm(Flux<PartEvent> events) {
        this.events = events;
    }

    /** Gives one part after the other to the function, the next when the one before is done. Fails with the first refusal. */
    Mono<Void> forEach(Function<SubmissionPart, Mono<Void>> taker) {
        return events.windowUntil(PartEvent::isLast, false, EVENTS_AHEAD)
                .concatMap(part -> part.switchOnFirst((first, rest) -> take(first.get(), rest, taker)), 0)
                .then(Mono.defer(this::end));
    }

    private Publisher<Void> take(
            @Nullable PartEvent first, Flux<PartEvent> part, Function<SubmissionPart, Mono<Void>> taker) {
        if (first == null || refusal != null) {
            return discard(part);
        }
        if (first.headers().getContentDisposition().getName() == null) {
            return discard(part).then(refuse(nameless()));
        }
        if (first.name().equals(MANIFEST)) {
            return takeManifest(format(first), part, taker);
        }
        return first instanceof FormPartEvent field
                ? discard(part)
                        .then(Mono.defer(() -> taker.apply(new SubmissionPart.Value(field.name(), field.value()))))
                        .onErrorResume(ProblemException.class, this::refuse)
                : discard(part).then(refuse(unknownFile(first)));
    }

    private Publisher<Void> takeManifest(
            ManifestFormat format, Flux<PartEvent> part, Function<SubmissionPart, Mono<Void>> taker) {
        if (manifestSeen) {
            return discard(part).then(refuse(secondManifest()));
        }
        manifestSeen = true;
        return taker.apply(new SubmissionPart.Manifest(format, part.map(PartEvent::content)));
    }

    private static ManifestFormat format(PartEvent part) {
        HttpHeaders headers = part.headers();
        return ManifestFormat.of(headers.getContentDisposition().getFilename(), headers.getContentType());
    }

    private static Mono<Void> discard(Flux<PartEvent> part) {
        return part.then();
    }

    private Mono<Void> refuse(ProblemException problem) {
        return Mono.fromRunnable(() -> refusal = problem);
    }

    private Mono<Void> end() {
        return refusal == null ? Mono.empty() : Mono.error(refusal);
    }

    private static ProblemException nameless() {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                "A part of the form has no name. Each needs a header Content-Disposition: form-data; name=\"…\".");
    }

    private static ProblemException secondManifest() {
        return new ProblemException(
                Problem.MALFORMED_REQUEST, "There is more than one part '" + MANIFEST + "'. Send one manifest.");
    }

    private static ProblemException unknownFile(PartEvent part) {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                "The part '" + part.name() + "' is a file. The manifest is the part '" + MANIFEST + "'; the fields are "
                        + Option.names() + ", each without a file name.");
    }
}
