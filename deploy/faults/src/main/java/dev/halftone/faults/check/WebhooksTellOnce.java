package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.lab.peer.Told;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** At least once, and always the same. */
final class WebhooksTellOnce implements Check {

    private static final String JOBS = """
            SELECT DISTINCT r.job_id || '" ' || j.state FROM halftone.rows r JOIN halftone.jobs j ON j.id = r.job_id
            WHERE r.product_name = ?
            """;

    @Override
    public String name() {
        return "each job told its receiver, signed, under one id and with one body";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException {
        List<String> violations = new ArrayList<>();
        Map<String, Submission> submissions = evidence.ledger().submissions().stream()
                .collect(Collectors.toMap(Submission::tag, Function.identity(), (first, _) -> first));
        for (Submission submission : submissions.values()) {
            List<Told> told = evidence.system().receiver().told(submission.path());
            List<String> jobs = evidence.database().texts(JOBS, submission.tag());
            if (jobs.isEmpty() != told.isEmpty()) {
                violations.add(submission + " is " + jobs.size() + " jobs and was told of " + told.size() + " times");
            }
            check(submission, told, jobs, violations);
        }
        return violations;
    }

    private static void check(Submission submission, List<Told> told, List<String> jobs, List<String> violations) {
        if (told.stream().map(Told::id).distinct().count() > 1) {
            violations.add(submission + " was told under several ids: "
                    + told.stream().map(Told::id).toList());
        }
        if (told.stream().map(Told::body).distinct().count() > 1) {
            violations.add(submission + " was told in several bodies: "
                    + told.stream().map(Told::body).distinct().toList());
        }
        if (!told.stream().allMatch(one -> one.isSigned(submission.secret()))) {
            violations.add(submission + " was told without its signature");
        }
        for (String job : jobs) {
            String id = job.substring(0, job.indexOf('"'));
            String state = '"' + job.substring(job.indexOf(' ') + 1) + '"';
            if (told.stream()
                    .anyMatch(one -> !one.body().contains(id) || !one.body().contains(state))) {
                violations.add(submission + " is job " + job + " and was told "
                        + told.getFirst().body());
            }
        }
    }
}
