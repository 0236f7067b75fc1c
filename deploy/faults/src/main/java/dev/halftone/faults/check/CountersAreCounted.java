package dev.halftone.faults.check;

import java.sql.SQLException;
import java.util.List;

/** What the job says is what is there. */
final class CountersAreCounted implements Check {

    private static final String WRONG = """
            WITH counted AS (
                SELECT job_id,
                       count(*) FILTER (WHERE status = 'succeeded') AS succeeded,
                       count(*) FILTER (WHERE status = 'failed') AS failed,
                       count(*) FILTER (WHERE status = 'cancelled') AS cancelled
                FROM halftone.outcomes GROUP BY job_id
            )
            SELECT id || ' says ' || j.succeeded || '+' || j.failed || '+' || j.cancelled
                   || ', there are ' || c.succeeded || '+' || c.failed || '+' || c.cancelled
            FROM halftone.jobs j JOIN counted c ON c.job_id = j.id
            WHERE (j.succeeded, j.failed, j.cancelled) IS DISTINCT FROM (c.succeeded, c.failed, c.cancelled)
            LIMIT 5
            """;

    @Override
    public String name() {
        return "a job's counters are its outcomes, counted";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        return evidence.database().texts(WRONG);
    }
}
