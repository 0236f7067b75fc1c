package dev.halftone.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.internals.ConsumerFactory;

/**
 * Makes the receivers' consumers, tells {@link Assignments} of their partitions before the receiver, and knows which of them are not yet
 * closed: the receiver's own listener is told before a consumer has committed, and the process could end in between.
 */
final class OpenConsumers extends ConsumerFactory {

    private final Set<Consumer<?, ?>> open = ConcurrentHashMap.newKeySet();
    private final Assignments assignments;

    OpenConsumers(Assignments assignments) {
        this.assignments = assignments;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    @Override
    public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
        Consumer<K, V> consumer = new Tracked<>(options.consumerProperties());
        open.add(consumer);
        return consumer;
    }

    private final class Tracked<K, V> extends KafkaConsumer<K, V> {

        Tracked(Map<String, Object> configuration) {
            super(configuration);
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            super.subscribe(topics, assignments.before(listener));
        }

        @Override
        @SuppressWarnings("deprecation") // it is the one that the receiver calls
        public void close(Duration timeout) {
            try {
                super.close(timeout);
            } finally {
                open.remove(this);
            }
        }

        @Override
        public void close(CloseOptions options) {
            try {
                super.close(options);
            } finally {
                open.remove(this);
            }
        }
    }
}
