package dev.halftone.faults;

import dev.halftone.faults.cell.Cell;
import dev.halftone.faults.cell.NotHitException;
import dev.halftone.faults.cell.Scale;
import dev.halftone.faults.cell.Stage;
import dev.halftone.faults.check.Audit;
import dev.halftone.faults.check.Check;
import dev.halftone.faults.check.Checks;
import dev.halftone.faults.check.Evidence;
import dev.halftone.faults.check.Group;
import dev.halftone.faults.ledger.Client;
import dev.halftone.faults.ledger.Ledger;
import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.ledger.Watch;
import dev.halftone.faults.system.SystemUnderTest;
import dev.halftone.faults.system.Tuning;
import dev.halftone.lab.evidence.Baseline;
import dev.halftone.lab.evidence.Bucket;
import dev.halftone.lab.evidence.Database;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Plays cells on one running system, and judges each. */
final class Suite implements Closeable {

    private static final Duration RECOVERY_LIMIT = Tuning.LEASE.plusSeconds(30);

    private static final int EXAMPLES = 4;

    private final SystemUnderTest system;
    private final Client client;
    private final Database database;
    private final Bucket bucket;
    private final Group group;
    private final Settling settling;
    private final List<Check> checks = Checks.all();
    private final Random random;
    private final Scale scale;
    private final Baseline baseline;
    private int played;

    /**
     * Gives every worker something to do, and takes what they hold then as what is normal.
     *
     * @param random decides on moments, victims and sizes
     */
    Suite(SystemUnderTest system, Random random, Scale scale) throws IOException, SQLException, InterruptedException {
        this.system = system;
        this.random = random;
        this.scale = scale;
        client = new Client(
                system.http(), system.origin().url(""), system.receiver().url(""));
        database = new Database(system.postgres().server().port(), system.credentials());
        bucket = new Bucket(system.s3().server().port(), system.credentials());
        group = new Group("127.0.0.1:" + system.kafka().proxy().port());
        settling = new Settling(database);
        Audit.install(database);
        warmUp();
        baseline = Baseline.of(system.services());
    }

    private void warmUp() throws InterruptedException, IOException {
        Ledger ledger = new Ledger();
        for (int i = 0; i < system.apis().size(); i++) {
            client.submit(
                    ledger.add(new Submission("warm-" + i, 60)), system.apis().get(i), null);
        }
        if (!settling.await(ledger)) {
            throw new IOException("the system does not even work when nothing hits it");
        }
    }

    Verdict play(Cell cell) throws Exception {
        played++;
        Ledger ledger = new Ledger();
        Stage stage = new Stage(
                played + "-" + cell.name(),
                system,
                client,
                ledger,
                database,
                group,
                new Random(random.nextLong()),
                scale);
        try (Watch watch = new Watch(client, system.apis(), ledger)) {
            act(cell, stage);
            if (!stage.course().isHit()) {
                mend(stage);
                stage.course().mended();
            }
            boolean settled = settling.await(ledger);
            Duration recovery =
                    Duration.ofNanos(System.nanoTime() - stage.course().recoveryBegins());
            mend(stage);
            List<String> violations = new ArrayList<>(stage.course().disappointments());
            if (!settled) {
                violations.addAll(settling.owed());
                settling.await(ledger);
            }
            watch.awaitOneMoreTurn();
            violations.addAll(violations(evidence(ledger, watch, recovery)));
            return new Verdict(
                    cell.name(),
                    stage.course().isHit(),
                    stage.course().event(),
                    recovery,
                    doubled(ledger),
                    ledger.submissions().stream().mapToLong(Submission::images).sum(),
                    violations);
        }
    }

    /** A cell that fails for any other reason than that its fault did not come about has met something that nobody expected. */
    private static void act(Cell cell, Stage stage) throws InterruptedException {
        try {
            cell.scenario().play(stage);
        } catch (NotHitException e) {
            stage.course().missed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            stage.course().missed(e.toString());
            stage.course().expect(false, "the cell can be played to its end: " + e);
        }
    }

    private void mend(Stage stage) throws IOException, InterruptedException {
        stage.undo();
        system.mend();
    }

    private Evidence evidence(Ledger ledger, Watch watch, Duration recovery) {
        return new Evidence(system, ledger, watch, client, database, bucket, group, baseline, recovery, RECOVERY_LIMIT);
    }

    private List<String> violations(Evidence evidence) throws InterruptedException {
        List<String> violations = new ArrayList<>();
        for (Check check : checks) {
            violations(check, evidence).stream()
                    .distinct()
                    .limit(EXAMPLES)
                    .forEach(violation -> violations.add(check.name() + ": " + violation));
        }
        return violations;
    }

    /** What cannot be looked at does not hold. */
    private static List<String> violations(Check check, Evidence evidence) throws InterruptedException {
        try {
            return check.violations(evidence);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return List.of("it cannot be checked: " + e);
        }
    }

    private long doubled(Ledger ledger) {
        return system.origin()
                .servedAgain(ledger.submissions().stream()
                        .flatMap(submission -> submission.imagePaths().stream())
                        .collect(Collectors.toSet()));
    }

    @Override
    public void close() {
        bucket.close();
        group.close();
    }
}
