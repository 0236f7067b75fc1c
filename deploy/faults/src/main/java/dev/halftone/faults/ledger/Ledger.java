package dev.halftone.faults.ledger;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the clients of one cell did. */
public final class Ledger {

    private final List<Submission> submissions = new CopyOnWriteArrayList<>();

    public Submission add(Submission submission) {
        submissions.add(submission);
        return submission;
    }

    public List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    /** Of all jobs that a client was told of. */
    public List<String> requestIds() {
        return submissions.stream()
                .map(Submission::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    public boolean isAnswered() {
        return submissions.stream().allMatch(Submission::isAnswered);
    }
}
