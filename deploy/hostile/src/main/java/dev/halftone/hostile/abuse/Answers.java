package dev.halftone.hostile.abuse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What an abuser was told, counted, and how many connections it held at once. */
final class Answers {

    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> examples = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    /** @param said what was answered */
    void count(String said, Answer answer) {
        counts.merge(answer.word(), 1, Integer::sum);
        examples.putIfAbsent(answer.word(), said);
    }

    void opened() {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    }

    void closed() {
        open.decrementAndGet();
    }

    int mostOpen() {
        return mostOpen.get();
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What was neither a refusal, nor a closed connection, nor one of these, with what brought it about. */
    List<String> otherThan(Set<String> allowed) {
        return counts.keySet().stream()
                .filter(word -> !word.startsWith("4") && !word.equals(Answer.CLOSED.word()) && !allowed.contains(word))
                .map(word -> word + " to " + examples.get(word))
                .toList();
    }

    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
