package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Submission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All images of the suite can be made, but for those that a cell expects to fail: any other paid for an illness of ours. */
final class NoImageFails implements Check {

    private static final String FAILED = """
            SELECT r.product_name || ' row ' || o.row_number || ': ' || o.reason
            FROM halftone.outcomes o JOIN halftone.rows r ON r.job_id = o.job_id AND r.number = o.row_number
            WHERE o.status = 'failed'
            ORDER BY o.recorded_at DESC
            """;

    private final Set<String> expectedBefore = new HashSet<>();

    @Override
    public String name() {
        return "no image fails by what befell us";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        Set<String> expected = new HashSet<>();
        evidence.ledger().submissions().forEach(submission -> expected.addAll(expected(submission)));
        List<String> violations = new ArrayList<>(evidence.database().texts(FAILED));
        expected.stream()
                .filter(failure -> !violations.contains(failure))
                .toList()
                .forEach(failure -> violations.add("it was to fail and did not: " + failure));
        expectedBefore.addAll(expected);
        violations.removeAll(expectedBefore);
        return violations;
    }

    private static List<String> expected(Submission submission) {
        return submission.failures().entrySet().stream()
                .map(failure -> submission.tag() + " row " + failure.getKey() + ": "
                        + failure.getValue().wireName())
                .toList();
    }
}
