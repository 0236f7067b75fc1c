package dev.halftone.manifests.scaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** KEDA, which decides between none and one, and the HorizontalPodAutoscaler that it keeps, which decides on the rest. */
final class Autoscaler {

    /** Kubernetes' own: how often it looks, and what difference it lets pass. */
    private static final int SYNC = 15;

    private static final double TOLERANCE = 0.1;

    private final Rules rules;
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();
    private int replicas;
    private int lastActive = Integer.MIN_VALUE / 2;

    Autoscaler(Rules rules) {
        this.rules = rules;
    }

    int replicas() {
        return replicas;
    }

    /** Looks at what the signal says in a second, if it is time to. */
    void look(int second, double signal) {
        if (second % rules.poll() == 0) {
            activate(second, signal);
        }
        if (second % SYNC == 0 && replicas > 0) {
            adapt(second, signal);
        }
    }

    private void activate(int second, double signal) {
        if (signal > 0) {
            lastActive = second;
            if (replicas == 0) {
                change(second, 1);
            }
        } else if (replicas > 0 && second - lastActive >= rules.cooldown()) {
            wanted.clear();
            change(second, 0);
        }
    }

    private void adapt(int second, double signal) {
        double ratio = signal / ((double) rules.target() * replicas);
        int desired = Math.abs(ratio - 1) <= TOLERANCE ? replicas : (int) Math.ceil(signal / rules.target());
        wanted.addLast(new Wanted(second, Math.clamp(desired, 1, rules.most())));
        wanted.removeIf(old -> old.second() <= second - rules.down().window());
        int least = wanted.stream().mapToInt(Wanted::replicas).max().orElseThrow();
        int now = wanted.getLast().replicas();
        if (now > replicas) {
            change(second, Math.min(now, highest(second)));
        } else if (least < replicas) {
            change(second, Math.max(least, lowest(second)));
        }
    }

    private int highest(int second) {
        int before = replicas - changed(second, rules.up().period(), true);
        return Math.max(
                (int) Math.ceil(before * (1 + rules.up().percent() / 100.0)),
                before + rules.up().pods());
    }

    private int lowest(int second) {
        int before = replicas - changed(second, rules.down().period(), false);
        return Math.min(replicas, (int) (before * (1 - rules.down().percent() / 100.0)));
    }

    /** By how many the number grew, or shrank, within a period until now. */
    private int changed(int second, int period, boolean grew) {
        return changes.stream()
                .filter(change -> change.second() > second - period && change.by() > 0 == grew)
                .mapToInt(Change::by)
                .sum();
    }

    private void change(int second, int to) {
        if (to != replicas) {
            changes.add(new Change(second, to - replicas));
            replicas = to;
        }
    }

    /** How often the number began to shrink after it had grown, or the other way round. */
    long turns() {
        long turns = 0;
        for (int i = 1; i < changes.size(); i++) {
            turns += changes.get(i).by() > 0 == changes.get(i - 1).by() > 0 ? 0 : 1;
        }
        return turns;
    }

    private record Wanted(int second, int replicas) {}

    private record Change(int second, int by) {}
}
