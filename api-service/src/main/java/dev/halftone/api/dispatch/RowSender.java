package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.wire.RowMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;

/** Gives messages to Kafka. */
@Component
class RowSender {

    private final MeterRegistry meters;
    private final Counter rows;
    private final Timer publish;

    RowSender(MeterRegistry meters) {
        this.meters = meters;
        this.rows = ApiMeter.DISPATCH_ROWS.counter(meters);
        this.publish = ApiMeter.DISPATCH_PUBLISH.timer(meters);
    }

    /**
     * Those of the messages, split down to single sources, that are larger than the topic takes. Emitted once the brokers have
     * acknowledged all others; errors if they did not for one, whichever others they did.
     */
    Mono<List<RowMessage>> send(KafkaSender<String, byte[]> sender, List<RowMessage> messages) {
        return sendAll(sender, messages)
                .thenReturn(List.<RowMessage>of())
                // which of them it was, and which came after it, is not known
                .onErrorResume(
                        RecordTooLargeException.class,
                        _ -> sendEach(sender, messages).collectList());
    }

    private Flux<RowMessage> sendEach(KafkaSender<String, byte[]> sender, List<RowMessage> messages) {
        return Flux.fromIterable(messages).concatMap(message -> sendAlone(sender, message));
    }

    private Flux<RowMessage> sendAlone(KafkaSender<String, byte[]> sender, RowMessage message) {
        return sendAll(sender, List.of(message))
                .thenMany(Flux.<RowMessage>empty())
                .onErrorResume(RecordTooLargeException.class, _ -> split(sender, message));
    }

    private Flux<RowMessage> split(KafkaSender<String, byte[]> sender, RowMessage refused) {
        return refused.row().sources().size() == 1 ? Flux.just(refused) : sendEach(sender, RowRecords.singles(refused));
    }

    private Mono<Void> sendAll(KafkaSender<String, byte[]> sender, List<RowMessage> messages) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            return sender.send(Flux.fromIterable(messages)
                            .flatMapIterable(message -> RowRecords.of(message).toList()))
                    .doOnNext(_ -> rows.increment())
                    .doOnComplete(() -> sample.stop(publish))
                    .then()
                    // the producer waits for its metadata on the thread that sends
                    .subscribeOn(Schedulers.boundedElastic());
        });
    }
}
