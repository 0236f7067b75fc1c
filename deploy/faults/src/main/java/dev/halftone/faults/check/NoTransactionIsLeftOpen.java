package dev.halftone.faults.check;

import java.sql.SQLException;
import java.util.List;

/** A transaction that whoever began it forgot keeps its locks, and swallows what the connection's next users write. */
final class NoTransactionIsLeftOpen implements Check {

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final String OPEN = """
            SELECT 'open for ' || extract(epoch FROM clock_timestamp() - xact_start)::int || ' s, last: '
                   || left(regexp_replace(query, '\\s+', ' ', 'g'), 100)
            FROM pg_stat_activity
            WHERE datname = current_database() AND xact_start < clock_timestamp() - interval '3 s'
              AND backend_type = 'client backend'
            """;

    @Override
    public String name() {
        return "no transaction is left open";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> open = evidence.database().texts(OPEN);
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            open = evidence.database().texts(OPEN);
        }
        return open;
    }
}
