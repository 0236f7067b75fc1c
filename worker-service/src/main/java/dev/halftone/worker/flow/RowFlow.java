package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.outcome.Outcome;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.worker.fetch.PostponedException;
import dev.halftone.worker.intake.Received;
import dev.halftone.worker.intake.ReceivedRow;
import dev.halftone.worker.intake.UnreadableRow;
import dev.halftone.worker.log.RequestIdInLogs;
import dev.halftone.worker.outcome.Outcomes;
import dev.halftone.worker.outcome.Parking;
import dev.halftone.worker.outcome.PendingImages;
import dev.halftone.worker.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row from its receipt to its acknowledgement: every image of it that has no outcome gets one. */
@Component
class RowFlow {

    private static final Logger LOG = LoggerFactory.getLogger(RowFlow.class);

    private final PendingImages pending;
    private final Pace pace;
    private final ImageFlow images;
    private final Outcomes outcomes;
    private final Parking parking;
    private final RowsInFlight inFlight;
    private final OwnFailures ownFailures;
    private final ImageMeters meters;
    private final Traces traces;
    private final int imagesPerRow;
    private final Ongoing<ImageId, Void> ongoing = new Ongoing<>();

    RowFlow(
            PendingImages pending,
            Pace pace,
            ImageFlow images,
            Outcomes outcomes,
            Parking parking,
            RowsInFlight inFlight,
            OwnFailures ownFailures,
            ImageMeters meters,
            Traces traces,
            FlowSettings settings) {
        this.pending = pending;
        this.pace = pace;
        this.images = images;
        this.outcomes = outcomes;
        this.parking = parking;
        this.inFlight = inFlight;
        this.ownFailures = ownFailures;
        this.meters = meters;
        this.traces = traces;
        this.imagesPerRow = settings.imagesPerRow();
    }

    /**
     * Completes once what was received is acknowledged, which is once each of the row's images has its outcome or is parked, and that
     * is committed. Never fails. Nothing is made of an image that was done before, or whose job is over.
     */
    Mono<Void> complete(Received received) {
        return switch (received) {
            case ReceivedRow row -> complete(row);
            case UnreadableRow row -> end(row);
        };
    }

    private Mono<Void> complete(ReceivedRow received) {
        Row row = received.message().row();
        Mono<Boolean> complete = Flux.fromIterable(row.sources())
                .flatMap(source -> attempt(received, source), imagesPerRow)
                .reduce(true, Boolean::logicalAnd);
        return acknowledged(received, complete)
                .transform(work -> inFlight.watched(row.job() + "/" + row.number(), work))
                .transform(work -> traces.row(received.message().trace(), row, work))
                .contextWrite(context -> RequestIdInLogs.with(context, row.job()));
    }

    /**
     * False if the image is left to the worker that has the row now. Rows come twice, above all when a part of the infra was away for
     * long: whether the image is still to be made is asked when its turn has come, and one that is in work is waited for.
     */
    private Mono<Boolean> attempt(ReceivedRow received, Source source) {
        ImageId id = received.message().row().image(source);
        Mono<Void> finished = ongoing.shared(
                id,
                () -> step("pending", pending.of(id))
                        .map(found -> Image.of(received.message(), source, found))
                        .flatMap(this::finish));
        Mono<Boolean> held = received.assignment().whileHeld(finished);
        Mono<Boolean> awaited = meters.awaited(work -> pace.keep(id.job(), work), held);
        return RowInFlight.image(id.position(), RowInFlight.turn(awaited));
    }

    /** Nobody else can do better with the record, so that the job would never complete. */
    private Mono<Void> end(UnreadableRow received) {
        Flux<Void> ended = Flux.fromStream(received.name().stream())
                .concatMap(row -> step(
                                "pending", pending.of(row.job(), row.number()).collectList())
                        .flatMapIterable(images -> images)
                        .map(image -> new ImageId(row.job(), row.number(), image.position()))
                        .flatMap(image -> record(ImageFlow.poison(image, 0)), imagesPerRow));
        return acknowledged(
                        received,
                        RowInFlight.step("bury", received.buried())
                                .thenMany(ended)
                                .then(Mono.just(true)))
                .transform(work -> inFlight.watched("unreadable", work));
    }

    /** Unless some of its images are left to another worker. */
    private Mono<Void> acknowledged(Received received, Mono<Boolean> complete) {
        return complete.filter(Boolean::booleanValue)
                .doOnNext(done -> received.acknowledge())
                .retryWhen(ownFailures.retry("row"))
                .then();
    }

    private Mono<Void> finish(Image image) {
        return images.outcome(image)
                .doOnNext(outcome -> LOG.debug("Image {} {}", image.id(), outcome.status()))
                .flatMap(this::record)
                .onErrorResume(PostponedException.class, postponed -> park(image, postponed));
    }

    private Mono<Void> record(Outcome outcome) {
        return meters.timed(Step.RECORD, step("record", outcomes.record(outcome)));
    }

    private Mono<Void> park(Image image, PostponedException postponed) {
        LOG.debug("Image {} is parked for {}", image.id(), postponed.pause());
        return step("park", parking.park(image.id(), postponed.attempts(), postponed.pause()));
    }

    /** Tried until it goes right. */
    private <T> Mono<T> step(String step, Mono<T> work) {
        return RowInFlight.step(step, work.retryWhen(ownFailures.retry(step)));
    }
}
