package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.lab.evidence.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** No part of a job is ever there without the rest, and none twice. */
final class SubmissionsAreWhole implements Check {

    private static final String JOBS = """
            SELECT r.job_id || ' ' || count(*) || ' ' || coalesce(max(j.rows), -1) || ' ' || coalesce(max(j.images), -1)
            FROM halftone.rows r LEFT JOIN halftone.jobs j ON j.id = r.job_id
            WHERE r.product_name = ?
            GROUP BY r.job_id
            """;

    @Override
    public String name() {
        return "a submission is one whole job, or none if it was not answered with 202";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        Map<String, List<Submission>> same =
                evidence.ledger().submissions().stream().collect(Collectors.groupingBy(Submission::tag));
        List<String> violations = new ArrayList<>();
        for (List<Submission> submissions : same.values()) {
            check(submissions, evidence.database(), violations);
        }
        return violations;
    }

    private static void check(List<Submission> submissions, Database database, List<String> violations)
            throws SQLException {
        Submission one = submissions.getFirst();
        List<String> told = submissions.stream()
                .map(Submission::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> jobs = database.texts(JOBS, one.tag());
        if (jobs.size() > 1 || told.size() > 1) {
            violations.add(one + " is several jobs: told " + told + ", there are " + jobs);
        }
        for (String id : told) {
            if (jobs.stream().noneMatch(job -> job.startsWith(id))) {
                violations.add(one + " was told of " + id + ", which is not there");
            }
        }
        for (String job : jobs) {
            if (!job.endsWith(" %d %d %d".formatted(one.rows(), one.rows(), one.images()))) {
                violations.add(one + " has " + one.rows() + " rows; (id, rows, job's rows, job's images) is " + job);
            }
        }
    }
}
