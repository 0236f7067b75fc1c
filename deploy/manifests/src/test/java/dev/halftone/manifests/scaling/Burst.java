package dev.halftone.manifests.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What becomes of a burst of a million images, on a cluster without workers, while small jobs go on coming.
 *
 * @param samples one every few seconds
 * @param big the burst
 * @param small of ten images, one every two minutes from ten minutes before the burst
 * @param workerSeconds that were paid for
 * @param turns how often the number of workers began to shrink after it had grown, or the other way round
 */
record Burst(List<Sample> samples, Job big, List<Job> small, long workerSeconds, long turns) {

    static final int IMAGES = 1_000_000;
    static final int BEGINS = 600;
    private static final int SMALL = 10;
    private static final int BETWEEN_SMALL = 120;
    private static final int SMALL_AT = 7;
    private static final int LONGEST = 12 * 3600;
    private static final int AFTERWARDS = 3600;
    private static final int SAMPLED = 5;

    /**
     * @param signal what the autoscaler is told
     * @param until seconds after which no small job comes any more
     */
    static Burst run(Rules rules, Cluster.Conditions conditions, Signal signal, int until) {
        Autoscaler autoscaler = new Autoscaler(rules);
        Cluster cluster = new Cluster(conditions);
        List<Job> small = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        Job big = null;
        long workerSeconds = 0;
        int idle = 0;
        for (int second = 0; second < LONGEST && idle < AFTERWARDS; second++) {
            if (second % BETWEEN_SMALL == SMALL_AT && second < until) {
                small.add(cluster.submit(second, SMALL));
            }
            if (second == BEGINS) {
                big = cluster.submit(second, IMAGES);
            }
            autoscaler.look(second, signal.of(cluster, second));
            if (second % SAMPLED == 0) {
                samples.add(new Sample(second, autoscaler.replicas(), cluster.working(second), cluster.owed()));
            }
            cluster.run(second, autoscaler.replicas());
            workerSeconds += autoscaler.replicas();
            idle = cluster.owed() > 0 || second < until ? 0 : idle + 1;
        }
        return new Burst(samples, Objects.requireNonNull(big), small, workerSeconds, autoscaler.turns());
    }

    int longestSmall() {
        return longest(small.stream());
    }

    int longestSmallBesideBig() {
        return longest(small.stream().filter(job -> job.submitted() > BEGINS && job.submitted() < BEGINS + big.took()));
    }

    private static int longest(Stream<Job> jobs) {
        return jobs.mapToInt(Job::took).max().orElseThrow();
    }

    int most() {
        return samples.stream().mapToInt(Sample::replicas).max().orElseThrow();
    }

    /** The first second at which so many work. */
    int working(int workers) {
        return samples.stream()
                .filter(sample -> sample.working() >= workers)
                .mapToInt(Sample::second)
                .findFirst()
                .orElseThrow();
    }

    /** What the autoscaler is told of a cluster in a second. */
    @FunctionalInterface
    interface Signal {
        double of(Cluster cluster, int second);
    }

    record Sample(int second, int replicas, int working, double owed) {}
}
