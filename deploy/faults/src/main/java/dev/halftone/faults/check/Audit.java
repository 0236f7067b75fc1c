package dev.halftone.faults.check;

import dev.halftone.lab.evidence.Database;
import java.sql.SQLException;
import java.util.List;

/** Triggers of our own in the database under test: they write down every outcome that comes, changes or goes, and every job's end. */
public final class Audit {

    private static final String INSTALL = """
            CREATE SCHEMA audit;
            CREATE TABLE audit.outcomes (job_id uuid, row_number int, position smallint, operation text, status text);
            CREATE TABLE audit.ends (job_id uuid, was text, became text);

            CREATE FUNCTION audit.outcome() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO audit.outcomes VALUES (NEW.job_id, NEW.row_number, NEW.position, TG_OP, NEW.status);
                RETURN NULL;
            END $$;
            CREATE TRIGGER audit AFTER INSERT OR UPDATE ON halftone.outcomes
                FOR EACH ROW EXECUTE FUNCTION audit.outcome();

            CREATE FUNCTION audit.job() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO audit.ends VALUES (NEW.id, OLD.state, NEW.state);
                RETURN NULL;
            END $$;
            CREATE TRIGGER audit AFTER UPDATE ON halftone.jobs FOR EACH ROW
                WHEN (NEW.completed_at IS DISTINCT FROM OLD.completed_at
                      OR OLD.completed_at IS NOT NULL AND NEW.state IS DISTINCT FROM OLD.state)
                EXECUTE FUNCTION audit.job();
            """;

    private static final String OUTCOMES_TWICE = """
            SELECT job_id || ' row ' || row_number || ' position ' || position || ': '
                   || string_agg(operation || ' ' || status, ', ')
            FROM audit.outcomes GROUP BY job_id, row_number, position HAVING count(*) > 1 LIMIT 5
            """;

    private static final String ENDS_TWICE = """
            SELECT job_id || ': ' || string_agg(was || ' to ' || became, ', ')
            FROM audit.ends GROUP BY job_id HAVING count(*) > 1 LIMIT 5
            """;

    private Audit() {}

    /** Once, after the schema is there. */
    public static void install(Database database) throws SQLException {
        database.execute(INSTALL);
    }

    static List<String> outcomesThatCameTwice(Database database) throws SQLException {
        return database.texts(OUTCOMES_TWICE);
    }

    static List<String> jobsThatEndedTwice(Database database) throws SQLException {
        return database.texts(ENDS_TWICE);
    }
}
