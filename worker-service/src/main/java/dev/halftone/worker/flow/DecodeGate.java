package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.worker.turn.Turns;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Lets in few images at a time to be decoded, and notes in PostgreSQL who is in: what is found noted after a worker died may be what
 * killed it. Such a suspect is let in alone, so that none beside it becomes suspect with it. Jobs take turns to be let in: a small one
 * does not wait for all that a big one has fetched.
 */
final class DecodeGate {

    private final Turns turns;
    private final Budget places;
    private final int capacity;
    private final Function<ImageId, Mono<Void>> begun;
    private final Function<ImageId, Mono<Void>> survived;
    private final OwnFailures ownFailures;

    /**
     * @param capacity how many images are in at once: a few more than are decoded at once, so that noting costs no thread's time
     * @param begun notes that an image is in, before it is decoded
     * @param survived takes the note away
     */
    DecodeGate(
            int capacity,
            Function<ImageId, Mono<Void>> begun,
            Function<ImageId, Mono<Void>> survived,
            OwnFailures ownFailures) {
        this.turns = new Turns(capacity, capacity);
        this.places = new Budget(capacity);
        this.capacity = capacity;
        this.begun = begun;
        this.survived = survived;
        this.ownFailures = ownFailures;
    }

    /**
     * The decoding, begun when there is a place, what it needs is there and the note is committed; ended, in whichever way, when the
     * note is gone.
     *
     * @param preparation of what the decoding needs: what goes wrong with that is no decoder's fault, so nothing is noted yet
     */
    <P, T> Mono<T> through(Image image, Mono<P> preparation, Function<P, Mono<T>> decoding) {
        Mono<T> prepared = preparation.flatMap(ready -> noted(image.id(), decoding.apply(ready)));
        return turns.within(image.id().job().toString(), placed(image, prepared));
    }

    int capacity() {
        return capacity;
    }

    /** How many images could be decoded if there was a place. */
    int waiting() {
        return turns.waiting();
    }

    /** A suspect has its turn like any other, and then waits until it has all places. */
    private <T> Mono<T> placed(Image image, Mono<T> decoding) {
        return Mono.using(
                () -> places.claim(image.id().toString(), image.deaths() == 0 ? 1 : capacity),
                place -> place.granted().then(decoding),
                Budget.Claim::release);
    }

    private <T> Mono<T> noted(ImageId image, Mono<T> decoding) {
        return Mono.usingWhen(
                retried(begun, image).thenReturn(image), noted -> decoding, noted -> retried(survived, noted));
    }

    private Mono<Void> retried(Function<ImageId, Mono<Void>> statement, ImageId image) {
        return Mono.defer(() -> statement.apply(image)).retryWhen(ownFailures.retry("note"));
    }
}
