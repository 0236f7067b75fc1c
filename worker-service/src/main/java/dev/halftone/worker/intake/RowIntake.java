package dev.halftone.worker.intake;

import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.wire.TraceParent;
import dev.halftone.wire.UnknownVersionException;
import dev.halftone.wire.UnreadableMessageException;
import dev.halftone.worker.meter.WorkerMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

/** The rows that Kafka has for this worker. */
@Component
@EnableConfigurationProperties({KafkaSettings.class, IntakeSettings.class})
public class RowIntake {

    private static final Logger LOG = LoggerFactory.getLogger(RowIntake.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private final Receivers receivers;
    private final Assignments assignments;
    private final DeadRows deadRows;
    private final IntakeSettings settings;
    private final Counter unreadable;
    private final Counter restarts;

    RowIntake(
            Receivers receivers,
            Assignments assignments,
            DeadRows deadRows,
            IntakeSettings settings,
            MeterRegistry meters) {
        this.receivers = receivers;
        this.assignments = assignments;
        this.deadRows = deadRows;
        this.settings = settings;
        this.unreadable = WorkerMeter.ROWS_UNREADABLE.counter(meters);
        this.restarts = WorkerMeter.INTAKE_RESTARTS.counter(meters);
    }

    /**
     * Every record, for as long as there is a subscriber: neither completes nor fails, because a receiver that failed is replaced.
     * A record may come twice, late and out of order. No more are taken from Kafka than are requested, but for two or three polls.
     * They are acknowledged in any order. Cancelling commits what is acknowledged until then; see {@link #closed()}.
     */
    public Flux<Received> received() {
        return receivers
                .receive()
                .map(this::read)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                        .maxBackoff(settings.retryBackoff())
                        .transientErrors(true)
                        .doBeforeRetry(this::noteRestart));
    }

    /** Completes once a cancelled {@link #received()} has committed its offsets and left the group. */
    public Mono<Void> closed() {
        return receivers.closed();
    }

    private Received read(ReceiverRecord<byte[], byte[]> record) {
        try {
            return new ReceivedRow(
                    RowMessageJson.read(record.value()).tracedBy(trace(record)),
                    assignments.of(record.receiverOffset().topicPartition()),
                    record.receiverOffset()::acknowledge);
        } catch (UnknownVersionException e) {
            return unreadable(record, e, Optional.empty());
        } catch (UnreadableMessageException e) {
            return unreadable(record, e, RowName.of(record));
        }
    }

    private static @Nullable TraceParent trace(ReceiverRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Topics.TRACE_PARENT);
        return header == null || header.value() == null
                ? null
                : TraceParent.read(new String(header.value(), StandardCharsets.US_ASCII));
    }

    private UnreadableRow unreadable(
            ReceiverRecord<byte[], byte[]> record, UnreadableMessageException why, Optional<RowName> name) {
        String reason = String.valueOf(why.getMessage());
        LOG.error("Record {} is dead: {}", DeadRows.origin(record), reason);
        unreadable.increment();
        return new UnreadableRow(name, deadRows.publish(record, reason), record.receiverOffset()::acknowledge);
    }

    private void noteRestart(Retry.RetrySignal signal) {
        LOG.warn("The Kafka receiver failed and is started anew", signal.failure());
        restarts.increment();
    }
}
