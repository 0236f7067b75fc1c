package dev.halftone.faults.check;

import java.sql.SQLException;
import java.util.List;

/** What monitoring says of each minute is what ended in it, however many workers counted and whichever of them died. */
final class ThroughputIsTheOutcomes implements Check {

    private static final String WRONG = """
            WITH ended AS (
                SELECT tenant, date_trunc('minute', recorded_at) AS minute, status, coalesce(reason, '') AS reason,
                       count(*) AS images, sum(o.bytes_in) AS bytes_in, sum(o.bytes_out) AS bytes_out
                FROM halftone.outcomes o JOIN halftone.jobs j ON j.id = o.job_id GROUP BY 1, 2, 3, 4
            ), told AS (
                SELECT tenant, minute, status, reason,
                       sum(images) AS images, sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out
                FROM halftone.throughput GROUP BY 1, 2, 3, 4
            )
            SELECT minute || ' says ' || coalesce(told.images, 0) || ' ' || status || ' ' || reason
                   || ', there are ' || coalesce(ended.images, 0)
            FROM ended FULL JOIN told USING (tenant, minute, status, reason)
            WHERE (told.images, told.bytes_in, told.bytes_out)
                  IS DISTINCT FROM (ended.images, ended.bytes_in, ended.bytes_out)
            LIMIT 5
            """;

    @Override
    public String name() {
        return "what monitoring says of each minute is its outcomes, counted";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        return evidence.database().texts(WRONG);
    }
}
