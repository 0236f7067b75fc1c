package dev.halftone.standalone.client;

import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the outcomes of a job's images add up to. */
public final class Tally {

    private static final int EXAMPLES = 3;

    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private final Map<String, Failures> failures = new TreeMap<>();

    void add(ImageResult image) {
        image.outputs().stream()
                .map(ImageResult.Output::ending)
                .filter(Ending.class::isInstance)
                .forEach(ending -> endings.merge(ending, 1, Integer::sum));
        FailureReason reason = image.reason();
        if (reason != null) {
            String status = image.httpStatus() == null ? "" : " " + image.httpStatus();
            failures.computeIfAbsent(reason.wireName() + status, key -> new Failures(reason))
                    .add(image);
        }
    }

    /** How many stored files ended so. */
    public int count(Ending ending) {
        return endings.getOrDefault(ending, 0);
    }

    /** By reason, and the HTTP status where that is the reason. */
    public Map<String, Failures> failures() {
        return failures;
    }

    /** The images that failed for one reason. */
    public static final class Failures {

        private final FailureReason reason;
        private final List<ImageResult> examples = new ArrayList<>();
        private int count;

        private Failures(FailureReason reason) {
            this.reason = reason;
        }

        private void add(ImageResult image) {
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(image);
            }
        }

        public int count() {
            return count;
        }

        /** What happened and how to mend it. */
        public String advice() {
            return reason.message();
        }

        /** The first few. */
        public List<ImageResult> examples() {
            return List.copyOf(examples);
        }
    }
}
