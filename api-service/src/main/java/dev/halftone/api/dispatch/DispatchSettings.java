package dev.halftone.api.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rows are given to Kafka.
 *
 * @param window how many images may be published and unfinished for each worker there is, all jobs together; a row is never
 *     split, so the last one may exceed it. Fewer than a worker holds in flight ({@code halftone.flow.rows-in-flight}): there
 *     jobs take turns, while what is more waits in Kafka, first come first served, and a new job behind it
 * @param chunk how many rows of a job are published at once, at most: what a death may double
 * @param jobsPerTurn how many jobs publish a chunk at the same time
 * @param jobsPerTenant how many jobs of a tenant may run at once; the others wait, in the order in which they were accepted. 0: any number
 * @param lease how long a job is one dispatcher's own; Kafka's own time limits are parts of it
 * @param refillPoll how often a window that was full is looked at again
 * @param kafkaPoll how often Kafka is asked for its topic and its workers
 * @param idlePoll how often new jobs are looked for without having been notified
 * @param stallTimeout how long a job may be without progress until its unfinished rows are published again; while nothing
 *     changes, each wait is twice the last, up to twelve times this
 * @param partitions of the topic, where it has to be made: as many workers can share the rows
 * @param replicationFactor of the topic, where it has to be made; none: the brokers' own default
 */
@ConfigurationProperties("halftone.dispatch")
record DispatchSettings(
        @DefaultValue("64") int window,
        @DefaultValue("500") int chunk,
        @DefaultValue("8") int jobsPerTurn,
        @DefaultValue("0") int jobsPerTenant,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("150ms") Duration refillPoll,
        @DefaultValue("5s") Duration kafkaPoll,
        @DefaultValue("5s") Duration idlePoll,
        @DefaultValue("5m") Duration stallTimeout,
        @DefaultValue("24") int partitions,
        @Nullable Short replicationFactor) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final int SMALLEST_SHARE = 16;

    DispatchSettings {
        positive("window", window);
        positive("chunk", chunk);
        positive("jobs-per-turn", jobsPerTurn);
        positive("partitions", partitions);
        positive("refill-poll", refillPoll.toMillis());
        positive("kafka-poll", kafkaPoll.toMillis());
        positive("idle-poll", idlePoll.toMillis());
        positive("stall-timeout", stallTimeout.toMillis());
        positive("replication-factor", replicationFactor == null ? 1 : replicationFactor);
        if (jobsPerTenant < 0) {
            throw new IllegalArgumentException("halftone.dispatch.jobs-per-tenant is negative");
        }
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("halftone.dispatch.lease is under " + SHORTEST_LEASE);
        }
    }

    /** Whether jobs may have to wait for others of their tenant. */
    boolean limitsJobs() {
        return jobsPerTenant > 0;
    }

    /** How many images may be published and unfinished, all jobs together. */
    int whole(int workers) {
        return Math.clamp((long) window * Math.max(1, workers), 1, Integer.MAX_VALUE);
    }

    /** How many images any job may have published and unfinished, however many jobs there are. */
    int smallestShare() {
        return Math.min(SMALLEST_SHARE, window);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("halftone.dispatch." + name + " is not positive");
        }
    }
}
