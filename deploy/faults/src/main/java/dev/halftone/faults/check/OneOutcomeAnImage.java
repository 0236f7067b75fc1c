package dev.halftone.faults.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** However often it was worked on. */
final class OneOutcomeAnImage implements Check {

    private static final String MISSING = """
            SELECT j.id || ' has ' || j.images || ' images and '
                   || (SELECT count(*) FROM halftone.outcomes o WHERE o.job_id = j.id) || ' outcomes'
            FROM halftone.jobs j
            WHERE j.images <> (SELECT count(*) FROM halftone.outcomes o WHERE o.job_id = j.id)
            LIMIT 5
            """;

    @Override
    public String name() {
        return "every image came to one outcome and every job to one end, once";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        List<String> violations = new ArrayList<>(evidence.database().texts(MISSING));
        violations.addAll(Audit.outcomesThatCameTwice(evidence.database()));
        violations.addAll(Audit.jobsThatEndedTwice(evidence.database()));
        return violations;
    }
}
