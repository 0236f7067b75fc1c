package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Timings;
import dev.halftone.worker.fetch.FetchedImage;
import dev.halftone.worker.trace.Trace;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** One image from its source to its outcome. */
final class ImageFlow {

    private final Sources sources;
    private final Renditions renditions;
    private final Budget budget;
    private final int maxDeaths;
    private final ImageMeters meters;

    /** @param maxDeaths how often an image may have ended its worker to be tried again */
    ImageFlow(Sources sources, Renditions renditions, Budget budget, int maxDeaths, ImageMeters meters) {
        this.sources = sources;
        this.renditions = renditions;
        this.budget = budget;
        this.maxDeaths = maxDeaths;
        this.meters = meters;
    }

    /**
     * How the image ended. What is not the image's own failure is tried again until it goes right, so the only error is a
     * {@link dev.halftone.worker.fetch.PostponedException}: the image is to be begun anew later.
     */
    Mono<Outcome> outcome(Image image) {
        return Mono.defer(() -> image.deaths() < maxDeaths
                ? outcome(image, meters.stopwatch())
                : Mono.just(poison(image.id(), image.attempts()))
                        .doOnNext(outcome -> meters.ended(outcome, Duration.ZERO)));
    }

    private Mono<Outcome> outcome(Image image, Stopwatch stopwatch) {
        long begun = System.nanoTime();
        return Mono.using(
                        () -> budget.claim(image.host(), sources.maxBytes()),
                        claim -> succeed(image, claim, stopwatch),
                        Budget.Claim::release)
                .onErrorResume(ImageFailureException.class, failure -> Mono.just(failed(image, failure, stopwatch)))
                .doOnNext(outcome -> meters.ended(outcome, Duration.ofNanos(System.nanoTime() - begun)))
                .delayUntil(outcome -> Trace.tag("reason", ImageMeters.reason(outcome)));
    }

    private Mono<Outcome> succeed(Image image, Budget.Claim claim, Stopwatch stopwatch) {
        return RowInFlight.step("claim", claim.granted())
                .then(fetch(image, stopwatch))
                .doOnNext(fetched -> claim.shrinkTo(fetched.bytes().length))
                .flatMap(fetched -> make(image, fetched, stopwatch));
    }

    private Mono<FetchedImage> fetch(Image image, Stopwatch stopwatch) {
        return RowInFlight.step("fetch", stopwatch.time(Step.FETCH, sources.bytes(image)));
    }

    private Mono<Outcome> make(Image image, FetchedImage fetched, Stopwatch stopwatch) {
        return renditions
                .of(image, fetched, stopwatch)
                .onErrorMap(ImageFailureException.class, failure -> after(fetched, failure))
                .map(made -> new Outcome.Succeeded(
                        image.id(),
                        made.source(),
                        made.namedAs(image.wanted().renditions()),
                        made.analyses(),
                        fetched.attempts(),
                        stopwatch.timings()));
    }

    static Outcome poison(ImageId image, int attempts) {
        return new Outcome.Failed(image, FailureReason.POISON, null, attempts, Timings.NONE);
    }

    private static Outcome failed(Image image, ImageFailureException failure, Stopwatch stopwatch) {
        return new Outcome.Failed(
                image.id(), failure.reason(), failure.httpStatus(), failure.attempts(), stopwatch.timings());
    }

    private static ImageFailureException after(FetchedImage fetched, ImageFailureException failure) {
        return new ImageFailureException(failure.reason(), failure.httpStatus(), fetched.attempts());
    }
}
