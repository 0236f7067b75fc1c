package dev.halftone.worker.flow;

import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import dev.halftone.worker.intake.ReceivedRow;
import dev.halftone.worker.outcome.Outcomes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row from its receipt to its acknowledgement: every image of it that has no outcome gets one. */
@Component
class RowFlow {

    private static final Logger LOG = LoggerFactory.getLogger(RowFlow.class);

    private final Outcomes outcomes;
    private final ImageFlow images;
    private final OwnFailures ownFailures;
    private final int imagesPerRow;

    RowFlow(Outcomes outcomes, ImageFlow images, OwnFailures ownFailures, FlowSettings settings) {
        this.outcomes = outcomes;
        this.images = images;
        this.ownFailures = ownFailures;
        this.imagesPerRow = settings.imagesPerRow();
    }

    /**
     * Completes once the row is acknowledged, which is once all its outcomes are committed. Never fails. A row that was done before,
     * or whose job is cancelled, has no pending image and is acknowledged at once.
     */
    Mono<Void> complete(ReceivedRow received) {
        RowMessage message = received.message();
        return pending(message.row())
                .flatMap(source -> complete(Image.of(message, source)), imagesPerRow)
                .then(Mono.<Void>fromRunnable(received::acknowledge))
                .retryWhen(ownFailures.retry("row"))
                .contextWrite(
                        context -> RequestIdInLogs.with(context, message.row().job()));
    }

    private Flux<Source> pending(Row row) {
        return outcomes.pending(row)
                .retryWhen(ownFailures.retry("pending"))
                .flatMapIterable(positions -> row.sources().stream()
                        .filter(source -> positions.contains(source.position()))
                        .toList());
    }

    private Mono<Void> complete(Image image) {
        return images.outcome(image)
                .doOnNext(outcome -> LOG.debug("Image {} {}", image.id(), outcome.status()))
                .flatMap(outcome -> outcomes.record(outcome).retryWhen(ownFailures.retry("record")));
    }
}
