package dev.halftone.api.dispatch;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.wire.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many workers share the rows. */
@Component
class Workers {

    private final KafkaClients clients;
    private volatile int count;

    Workers(KafkaClients clients, MeterRegistry meters) {
        this.clients = clients;
        ApiMeter.DISPATCH_WORKERS.gauge(meters, this, workers -> workers.count);
    }

    /** As many as there were when Kafka was asked last; none before. */
    int count() {
        return count;
    }

    /** Errors while Kafka is away. */
    Mono<Void> look() {
        return clients.admin()
                .flatMap(Workers::group)
                .map(group -> group.members().size())
                // nobody was ever there, or not for a long time
                .onErrorReturn(GroupIdNotFoundException.class, 0)
                .doOnNext(found -> count = found)
                .then();
    }

    private static Mono<ConsumerGroupDescription> group(Admin admin) {
        return Mono.fromFuture(() -> admin.describeConsumerGroups(List.of(Topics.WORKERS))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .map(groups -> Objects.requireNonNull(groups.get(Topics.WORKERS)));
    }
}
