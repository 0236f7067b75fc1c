package dev.halftone.manifests.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Jobs, workers and the dispatch between them, second by second and without chance. A worker takes time to start and to join its
 * group; jobs have equal turns, and what one cannot use falls to the next; what was published is a window for each worker that the
 * dispatch knows of. A worker that goes hands back what it holds at once.
 */
final class Cluster {

    private static final int KNOWN_EVERY = 5;
    private static final int MOMENT = 60;

    private final Conditions conditions;
    private final List<Job> jobs = new ArrayList<>();
    private final List<Integer> ready = new ArrayList<>();
    private int known;

    Cluster(Conditions conditions) {
        this.conditions = conditions;
    }

    Job submit(int second, int images) {
        Job job = new Job(second, images);
        jobs.add(job);
        return job;
    }

    /** Images that have not ended. */
    double owed() {
        return jobs.stream().mapToDouble(Job::left).sum();
    }

    /** What PostgreSQL says by the manifest's query. */
    double signal(int second) {
        return owed() + (jobs.stream().anyMatch(job -> job.endedAfter(second - MOMENT)) ? 1 : 0);
    }

    /** Of those that have not ended, how many Kafka was given. */
    double ahead() {
        return Math.min(owed(), (double) conditions.window() * Math.max(1, known));
    }

    int working(int second) {
        return (int) ready.stream().filter(from -> from <= second).count();
    }

    void run(int second, int replicas) {
        while (ready.size() < replicas) {
            ready.add(second + conditions.start());
        }
        while (ready.size() > replicas) {
            ready.removeLast();
        }
        if (second % KNOWN_EVERY == 0) {
            known = working(second);
        }
        double filled = (double) conditions.window() * Math.max(1, known) * conditions.refillsASecond();
        share(second, Math.min(filled, (double) working(second) * conditions.imagesASecond()));
    }

    private void share(int second, double capacity) {
        List<Job> open = jobs.stream()
                .filter(job -> !job.isDone())
                .sorted(Comparator.comparingDouble(Job::left))
                .toList();
        double rest = capacity;
        for (int i = 0; i < open.size(); i++) {
            double done = Math.min(open.get(i).left(), rest / (open.size() - i));
            open.get(i).work(second + 1, done);
            rest -= done;
        }
    }

    /**
     * What is not the autoscaler's.
     *
     * @param imagesASecond of one worker
     * @param start seconds from when a worker is asked for until it works: scheduling, start, joining the group
     * @param window of images that Kafka is given for each worker
     * @param refillsASecond how often it is filled again
     */
    record Conditions(int imagesASecond, int start, int window, double refillsASecond) {}
}
