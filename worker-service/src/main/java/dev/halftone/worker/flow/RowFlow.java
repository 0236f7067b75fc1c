package dev.halftone.worker.flow;

import dev.halftone.outcome.Outcome;
import dev.halftone.wire.RowMessage;
import dev.halftone.worker.fetch.PostponedException;
import dev.halftone.worker.intake.ReceivedRow;
import dev.halftone.worker.outcome.Outcomes;
import dev.halftone.worker.outcome.Parking;
import dev.halftone.worker.outcome.PendingImages;
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
    private final ImageFlow images;
    private final Outcomes outcomes;
    private final Parking parking;
    private final OwnFailures ownFailures;
    private final int imagesPerRow;

    RowFlow(
            PendingImages pending,
            ImageFlow images,
            Outcomes outcomes,
            Parking parking,
            OwnFailures ownFailures,
            FlowSettings settings) {
        this.pending = pending;
        this.images = images;
        this.outcomes = outcomes;
        this.parking = parking;
        this.ownFailures = ownFailures;
        this.imagesPerRow = settings.imagesPerRow();
    }

    /**
     * Completes once the row is acknowledged, which is once each of its images has its outcome or is parked, and that is committed.
     * Never fails. A row that was done before, or whose job is over, has no pending image and is acknowledged at once.
     */
    Mono<Void> complete(ReceivedRow received) {
        RowMessage message = received.message();
        return pending(message)
                .flatMap(this::complete, imagesPerRow)
                .then(Mono.<Void>fromRunnable(received::acknowledge))
                .retryWhen(ownFailures.retry("row"))
                .contextWrite(
                        context -> RequestIdInLogs.with(context, message.row().job()));
    }

    private Flux<Image> pending(RowMessage message) {
        return pending.of(message.row()).retryWhen(ownFailures.retry("pending")).map(image -> Image.of(message, image));
    }

    private Mono<Void> complete(Image image) {
        return images.outcome(image)
                .doOnNext(outcome -> LOG.debug("Image {} {}", image.id(), outcome.status()))
                .flatMap(this::record)
                .onErrorResume(PostponedException.class, postponed -> park(image, postponed));
    }

    private Mono<Void> record(Outcome outcome) {
        return outcomes.record(outcome).retryWhen(ownFailures.retry("record"));
    }

    private Mono<Void> park(Image image, PostponedException postponed) {
        LOG.debug("Image {} is parked for {}", image.id(), postponed.pause());
        return parking.park(image.id(), postponed.attempts(), postponed.pause()).retryWhen(ownFailures.retry("park"));
    }
}
