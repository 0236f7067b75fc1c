package dev.halftone.api.image;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Images that arrive as {@code multipart/form-data}, in any order with what is to be made of them.
 *
 * <p>A part that is refused does not end the reading: the rest is discarded as it comes, and the refusal told at the end, when
 * every client listens. Not thread-safe.
 */
final class ImageForm {

    private static final String IMAGE = "image";
    private static final int EVENTS_AHEAD = 4;

    private final Flux<PartEvent> events;
    private @Nullable ProblemException refusal;

    /** @param events whose content is on the heap and needs no release */
    ImageForm(Flux<PartEvent> events) {
        this.events = events;
    }

    /**
     * Gives one part after the other away, the next when the one before is done. Fails with the first refusal.
     *
     * @param field takes a field's name and its value
     * @param image takes a file's name, which may be empty, and its bytes
     */
    Mono<Void> forEach(BiConsumer<String, String> field, BiFunction<String, Flux<DataBuffer>, Mono<Void>> image) {
        return events.windowUntil(PartEvent::isLast, false, EVENTS_AHEAD)
                .concatMap(part -> part.switchOnFirst((first, rest) -> take(first.get(), rest, field, image)), 0)
                .then(Mono.defer(() -> refusal == null ? Mono.empty() : Mono.error(refusal)));
    }

    private Publisher<Void> take(
            @Nullable PartEvent first,
            Flux<PartEvent> part,
            BiConsumer<String, String> field,
            BiFunction<String, Flux<DataBuffer>, Mono<Void>> image) {
        if (first == null || refusal != null) {
            return part.then();
        }
        return switch (first) {
            case FilePartEvent file
            when file.name().equals(IMAGE) -> image.apply(file.filename(), part.map(PartEvent::content));
            case FormPartEvent value
            when !value.name().equals(IMAGE) ->
                part.then(Mono.<Void>fromRunnable(() -> field.accept(value.name(), value.value())))
                        .onErrorResume(ProblemException.class, this::refuse);
            default -> part.then(refuse(misplaced(first)));
        };
    }

    private Mono<Void> refuse(ProblemException problem) {
        return Mono.fromRunnable(() -> refusal = problem);
    }

    private static ProblemException misplaced(PartEvent part) {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                part.name().equals(IMAGE)
                        ? "A part '" + IMAGE + "' is no file. Send the image's bytes with a file name."
                        : "The part '" + part.name() + "' is a file. Images are the parts '" + IMAGE
                                + "'; the other parts are fields, each without a file name.");
    }
}
