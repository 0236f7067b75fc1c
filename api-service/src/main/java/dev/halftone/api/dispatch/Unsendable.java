package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.outcome.FailureReason;
import dev.halftone.wire.RowMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends images that no record can carry, so that their job does. */
@Component
class Unsendable {

    private static final Logger LOG = LoggerFactory.getLogger(Unsendable.class);

    // outcomes first and in order, then the job's line, as the workers do
    private static final String FAIL = """
            WITH failed AS (
                INSERT INTO halftone.outcomes (job_id, row_number, position, status, reason)
                SELECT :job, row_number, position, 'failed', :reason
                FROM unnest(:rows::int[], :positions::int[]) AS image (row_number, position)
                ORDER BY row_number, position
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), counted AS (
                SELECT count(*)::int AS images FROM failed
            )
            SELECT CASE WHEN images > 0 THEN halftone.tally(:job, 0, images, 0, 0, 0)::text END FROM counted
            """;

    private final DatabaseClient database;
    private final Counter images;

    Unsendable(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.images = ApiMeter.DISPATCH_UNSENDABLE.counter(meters);
    }

    /** @param messages of one source each */
    Mono<Void> fail(Claim claim, List<RowMessage> messages) {
        return messages.isEmpty() ? Mono.empty() : record(claim, messages);
    }

    private Mono<Void> record(Claim claim, List<RowMessage> messages) {
        return database.sql(FAIL)
                .bind("job", claim.job().value())
                .bind("reason", FailureReason.POISON.wireName())
                .bind(
                        "rows",
                        messages.stream().map(message -> message.row().number()).toArray(Integer[]::new))
                .bind(
                        "positions",
                        messages.stream()
                                .map(message ->
                                        message.row().sources().getFirst().position())
                                .toArray(Integer[]::new))
                .then()
                .doOnSuccess(_ -> note(messages));
    }

    private void note(List<RowMessage> messages) {
        images.increment(messages.size());
        LOG.error(
                "{} images fail, from row {} on: the topic's max.message.bytes is under the size of their records",
                messages.size(),
                messages.getFirst().row().number());
    }
}
