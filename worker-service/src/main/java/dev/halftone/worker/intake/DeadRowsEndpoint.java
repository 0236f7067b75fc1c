package dev.halftone.worker.intake;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The dead rows for an operator: listed, and driven again once what made them unreadable is mended. */
@Component
@Endpoint(id = "deadrows")
class DeadRowsEndpoint {

    private static final int LIMIT = 100;
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(30);

    private final DeadTopic topic;
    private final DeadRows deadRows;

    DeadRowsEndpoint(DeadTopic topic, DeadRows deadRows) {
        this.topic = topic;
        this.deadRows = deadRows;
    }

    /**
     * The rows that were not yet driven again, the oldest of each partition first.
     *
     * @param limit how many at most
     */
    @ReadOperation
    Mono<List<DeadRow>> list(@Nullable Integer limit) {
        return driven().flatMapMany(this::dead)
                .take(limit == null ? LIMIT : limit)
                .map(DeadRow::of)
                .collectList()
                .timeout(LIST_PATIENCE);
    }

    /**
     * Publishes dead rows again, each once, and answers with the ids of those it published. One whose value was not kept is left out.
     *
     * @param ids which, over HTTP as one text with commas between; all if not given
     */
    @WriteOperation
    Mono<List<String>> drive(@Nullable List<String> ids) {
        Predicate<String> wanted = ids == null ? id -> true : Set.copyOf(ids)::contains;
        return driven().flatMapMany(this::dead)
                .filter(record ->
                        wanted.test(DeadRow.id(record)) && DeadRow.of(record).kept())
                .concatMap(record -> deadRows.drive(record).thenReturn(DeadRow.id(record)), 1)
                .collectList();
    }

    private Mono<Set<String>> driven() {
        return topic.records().mapNotNull(DeadRow::driven).collect(Collectors.toSet());
    }

    private Flux<ConsumerRecord<byte[], byte[]>> dead(Set<String> driven) {
        return topic.records().filter(record -> DeadRow.driven(record) == null && !driven.contains(DeadRow.id(record)));
    }
}
