package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.wire.RowMessage;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderRecord;

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

    /** Completes once the brokers have acknowledged every message; errors if they did not for one, whichever others they did. */
    Mono<Void> send(KafkaSender<String, byte[]> sender, List<RowMessage> messages) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            return sender.send(Flux.fromIterable(messages).map(RowSender::senderRecord))
                    .doOnNext(_ -> rows.increment())
                    .doOnComplete(() -> sample.stop(publish))
                    .then()
                    // the producer waits for its metadata on the thread that sends
                    .subscribeOn(Schedulers.boundedElastic());
        });
    }

    private static SenderRecord<String, byte[], Integer> senderRecord(RowMessage message) {
        return SenderRecord.create(
                new ProducerRecord<>(Topics.ROWS, message.key(), RowMessageJson.write(message)),
                message.row().number());
    }
}
