package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.outcome.Outcome;
import dev.halftone.row.Row;
import dev.halftone.wire.RowMessage;
import dev.halftone.worker.fetch.PostponedException;
import dev.halftone.worker.intake.Assignment;
import dev.halftone.worker.intake.Received;
import dev.halftone.worker.intake.ReceivedRow;
import dev.halftone.worker.intake.UnreadableRow;
import dev.halftone.worker.log.RequestIdInLogs;
import dev.halftone.worker.outcome.Outcomes;
import dev.halftone.worker.outcome.Parking;
import dev.halftone.worker.outcome.PendingImage;
import dev.halftone.worker.outcome.PendingImages;
import java.util.List;
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
    private final int imagesPerRow;

    RowFlow(
            PendingImages pending,
            Pace pace,
            ImageFlow images,
            Outcomes outcomes,
            Parking parking,
            RowsInFlight inFlight,
            OwnFailures ownFailures,
            FlowSettings settings) {
        this.pending = pending;
        this.pace = pace;
        this.images = images;
        this.outcomes = outcomes;
        this.parking = parking;
        this.inFlight = inFlight;
        this.ownFailures = ownFailures;
        this.imagesPerRow = settings.imagesPerRow();
    }

    /**
     * Completes once what was received is acknowledged, which is once each of the row's images has its outcome or is parked, and that
     * is committed. Never fails. A row that was done before, or whose job is over, has no pending image and is acknowledged at once.
     */
    Mono<Void> complete(Received received) {
        return switch (received) {
            case ReceivedRow row -> complete(row);
            case UnreadableRow row -> end(row);
        };
    }

    private Mono<Void> complete(ReceivedRow received) {
        RowMessage message = received.message();
        Row row = message.row();
        Flux<Image> images = pending(pending.of(row)).map(image -> Image.of(message, image));
        Mono<Boolean> complete = images.flatMap(image -> complete(image, received.assignment()), imagesPerRow)
                .reduce(true, Boolean::logicalAnd);
        return acknowledged(received, complete)
                .transform(work -> inFlight.watched(row.job() + "/" + row.number(), work))
                .contextWrite(context -> RequestIdInLogs.with(context, row.job()));
    }

    /** Nobody else can do better with the record, so that the job would never complete. */
    private Mono<Void> end(UnreadableRow received) {
        Flux<Void> ended = Flux.fromStream(received.name().stream())
                .concatMap(row -> pending(pending.of(row.job(), row.number()))
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

    private Flux<PendingImage> pending(Flux<PendingImage> found) {
        Mono<List<PendingImage>> all = found.collectList().retryWhen(ownFailures.retry("pending"));
        return RowInFlight.step("pending", all).flatMapIterable(images -> images);
    }

    /** False if the image is left to the worker that has the row now. */
    private Mono<Boolean> complete(Image image, Assignment assignment) {
        Mono<Void> completed = images.outcome(image)
                .doOnNext(outcome -> LOG.debug("Image {} {}", image.id(), outcome.status()))
                .flatMap(this::record)
                .onErrorResume(PostponedException.class, postponed -> park(image, postponed));
        return RowInFlight.image(
                image.id().position(), RowInFlight.turn(pace.keep(image, assignment.whileHeld(completed))));
    }

    private Mono<Void> record(Outcome outcome) {
        return RowInFlight.step("record", outcomes.record(outcome).retryWhen(ownFailures.retry("record")));
    }

    private Mono<Void> park(Image image, PostponedException postponed) {
        LOG.debug("Image {} is parked for {}", image.id(), postponed.pause());
        Mono<Void> parked = parking.park(image.id(), postponed.attempts(), postponed.pause());
        return RowInFlight.step("park", parked.retryWhen(ownFailures.retry("park")));
    }
}
