package dev.halftone.faults.check;

import java.sql.SQLException;
import java.util.List;

/** All images of the suite can be made: one that failed paid for an illness of ours. */
final class NoImageFails implements Check {

    private static final String FAILED = """
            SELECT job_id || ' row ' || row_number || ': ' || reason FROM halftone.outcomes WHERE status = 'failed'
            ORDER BY recorded_at DESC LIMIT 5
            """;

    @Override
    public String name() {
        return "no image fails by what befell us";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        return evidence.database().texts(FAILED);
    }
}
