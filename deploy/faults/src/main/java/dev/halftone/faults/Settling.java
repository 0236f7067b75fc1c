package dev.halftone.faults;

import dev.halftone.faults.ledger.Ledger;
import dev.halftone.lab.evidence.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Waits until every client is answered and nothing is owed any more: no image, no webhook. */
final class Settling {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String OWED = """
            SELECT 'job ' || id || ' is ' || state || ', ' || (images - succeeded - failed - cancelled) || ' of ' || images
                   || ' images are pending, published ' || published_images
            FROM halftone.jobs WHERE completed_at IS NULL
            UNION ALL
            SELECT 'delivery ' || id || ' of job ' || job_id || ' is pending after ' || attempts || ' attempts'
            FROM halftone.deliveries WHERE state = 'pending'
            """;

    private final Database database;

    Settling(Database database) {
        this.database = database;
    }

    /** Whether it came to that in time. */
    boolean await(Ledger ledger) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ledger.isAnswered() || !isNothingOwed()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    List<String> owed() throws SQLException {
        return database.texts(OWED);
    }

    private boolean isNothingOwed() {
        try {
            return owed().isEmpty();
        } catch (SQLException e) {
            return false; // PostgreSQL itself is not back
        }
    }
}
