package dev.halftone.worker.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * The partitions that are this worker's. A rebalance that takes some away waits for what is in work of them and not, as the receiver
 * would, for all that was received: that is more than can be done in any reasonable time.
 */
@Component
class Assignments {

    private static final Assignment ANOTHERS = Assignment.withdrawn();

    private final Map<TopicPartition, Assignment> held = new ConcurrentHashMap<>();
    private final Duration patience;

    Assignments(IntakeSettings settings) {
        this.patience = settings.rebalanceDelay();
    }

    Assignment of(TopicPartition partition) {
        return held.getOrDefault(partition, ANOTHERS);
    }

    /** The same listener, told of what is taken away once the work on it has ended: then it commits. */
    ConsumerRebalanceListener before(ConsumerRebalanceListener listener) {
        return new ConsumerRebalanceListener() {

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                partitions.forEach(partition -> held.put(partition, new Assignment()));
                listener.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                awaitIdle(withdraw(partitions));
                listener.onPartitionsRevoked(partitions);
            }

            // they are another worker's already
            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                withdraw(partitions);
                listener.onPartitionsLost(partitions);
            }
        };
    }

    private List<Assignment> withdraw(Collection<TopicPartition> partitions) {
        List<Assignment> withdrawn =
                partitions.stream().map(held::remove).filter(Objects::nonNull).toList();
        withdrawn.forEach(Assignment::withdraw);
        return withdrawn;
    }

    private void awaitIdle(List<Assignment> withdrawn) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Assignment assignment : withdrawn) {
                assignment.awaitIdle(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
