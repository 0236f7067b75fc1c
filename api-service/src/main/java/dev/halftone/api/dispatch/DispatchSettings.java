package dev.halftone.api.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rows are given to Kafka.
 *
 * @param window how many images of one job may be published and unfinished; a row is never split, so the last one may exceed it.
 *     A new job waits behind one window of each that runs, so it should be what all workers finish in some seconds
 * @param chunk how many rows of a job are published at once, at most: what a death may double
 * @param jobsPerTurn how many jobs publish a chunk at the same time
 * @param lease how long a job is one dispatcher's own; Kafka's own time limits are parts of it
 * @param refillPoll how often a window that was full is looked at again
 * @param idlePoll how often new jobs are looked for without having been notified
 * @param stallTimeout how long a job may be without progress until its unfinished rows are published again; while nothing
 *     changes, each wait is twice the last, up to twelve times this
 * @param partitions of the topic, where it has to be made: as many workers can share the rows
 * @param replicationFactor of the topic, where it has to be made; none: the brokers' own default
 */
@ConfigurationProperties("halftone.dispatch")
record DispatchSettings(
        @DefaultValue("256") int window,
        @DefaultValue("500") int chunk,
        @DefaultValue("8") int jobsPerTurn,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("150ms") Duration refillPoll,
        @DefaultValue("5s") Duration idlePoll,
        @DefaultValue("5m") Duration stallTimeout,
        @DefaultValue("24") int partitions,
        @Nullable Short replicationFactor) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

    DispatchSettings {
        positive("window", window);
        positive("chunk", chunk);
        positive("jobs-per-turn", jobsPerTurn);
        positive("partitions", partitions);
        positive("refill-poll", refillPoll.toMillis());
        positive("idle-poll", idlePoll.toMillis());
        positive("stall-timeout", stallTimeout.toMillis());
        positive("replication-factor", replicationFactor == null ? 1 : replicationFactor);
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("halftone.dispatch.lease is under " + SHORTEST_LEASE);
        }
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("halftone.dispatch." + name + " is not positive");
        }
    }
}
