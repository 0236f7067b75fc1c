package dev.halftone.worker.flow;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Outcome;
import dev.halftone.row.Source;
import dev.halftone.worker.fetch.FetchedImage;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** One image from its source to its outcome. */
final class ImageFlow {

    private final Function<Source, Mono<FetchedImage>> fetch;
    private final Renditions renditions;
    private final ByteBudget budget;
    private final long maxBytes;
    private final OwnFailures ownFailures;
    private final Duration timeLimit;
    private final ImageMeters meters;

    /**
     * @param maxBytes the most that a fetched source can have
     * @param timeLimit for fetching one image, with all waiting
     */
    ImageFlow(
            Function<Source, Mono<FetchedImage>> fetch,
            Renditions renditions,
            ByteBudget budget,
            long maxBytes,
            OwnFailures ownFailures,
            Duration timeLimit,
            ImageMeters meters) {
        this.fetch = fetch;
        this.renditions = renditions;
        this.budget = budget;
        this.maxBytes = maxBytes;
        this.ownFailures = ownFailures;
        this.timeLimit = timeLimit;
        this.meters = meters;
    }

    /** How the image ended. Never an error: what is not the image's own failure is tried again until it goes right. */
    Mono<Outcome> outcome(Image image) {
        return Mono.defer(() -> outcome(image, meters.stopwatch()));
    }

    private Mono<Outcome> outcome(Image image, Stopwatch stopwatch) {
        long begun = System.nanoTime();
        return Mono.using(
                        () -> budget.claim(image.host(), maxBytes),
                        claim -> succeed(image, claim, stopwatch),
                        ByteBudget.Claim::release)
                .onErrorResume(ImageFailureException.class, failure -> Mono.just(failed(image, failure, stopwatch)))
                .doOnNext(outcome -> meters.ended(outcome, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private Mono<Outcome> succeed(Image image, ByteBudget.Claim claim, Stopwatch stopwatch) {
        return claim.granted()
                .then(fetch(image, stopwatch))
                .doOnNext(fetched -> claim.shrinkTo(fetched.bytes().length))
                .flatMap(fetched -> make(image, fetched, stopwatch));
    }

    private Mono<FetchedImage> fetch(Image image, Stopwatch stopwatch) {
        Mono<FetchedImage> fetched = Mono.defer(() -> fetch.apply(image.source()))
                .retryWhen(ownFailures.retry("fetch"))
                .timeout(timeLimit, Mono.error(() -> new ImageFailureException(FailureReason.TIMEOUT)));
        return stopwatch.time(Stopwatch.Step.FETCH, fetched);
    }

    private Mono<Outcome> make(Image image, FetchedImage fetched, Stopwatch stopwatch) {
        return renditions
                .of(fetched, image.renditions(), stopwatch)
                .onErrorMap(ImageFailureException.class, failure -> after(fetched, failure))
                .map(made -> new Outcome.Succeeded(
                        image.id(),
                        made.source(),
                        made.namedAs(image.renditions()),
                        fetched.attempts(),
                        stopwatch.timings()));
    }

    private static Outcome failed(Image image, ImageFailureException failure, Stopwatch stopwatch) {
        return new Outcome.Failed(
                image.id(), failure.reason(), failure.httpStatus(), failure.attempts(), stopwatch.timings());
    }

    private static ImageFailureException after(FetchedImage fetched, ImageFailureException failure) {
        return new ImageFailureException(failure.reason(), failure.httpStatus(), fetched.attempts());
    }
}
