package dev.halftone.faults;

import dev.halftone.faults.cell.Cell;
import dev.halftone.faults.cell.Scale;
import dev.halftone.faults.system.SystemUnderTest;
import dev.halftone.lab.process.Installation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cells played one after the other on a system that is started for them, and what is told of it. */
final class Run implements Closeable {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMdd-HHmmss");
    private static final int ATTEMPTS = 3;

    private final Report report;
    private final SystemUnderTest system;
    private final Suite suite;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Run(Report report, SystemUnderTest system, Suite suite) {
        this.report = report;
        this.system = system;
        this.suite = suite;
    }

    /**
     * Returns when the system is ready to be hit.
     *
     * @param home the root of the sources, in which the logs are kept too
     * @param programs the built programs, each in a directory of its own
     */
    static Run start(Path home, Path programs, long seed, Scale scale, Report report)
            throws IOException, SQLException, InterruptedException {
        Path directory = home.resolve("deploy/faults/target/faults")
                .resolve(LocalDateTime.now(ZoneId.systemDefault()).format(NAME));
        Installation installation = new Installation(programs, directory);
        report.say("seed " + seed + ", logs in " + installation.directory());
        SystemUnderTest system = SystemUnderTest.start(installation, home.resolve("samples/products"));
        try {
            return new Run(report, system, new Suite(system, new Random(seed), scale));
        } catch (IOException | SQLException | InterruptedException e) {
            system.close();
            throw e;
        }
    }

    /** A fault that did not come about proves nothing: its cell is played again, a few times. */
    Verdict play(Cell cell) throws Exception {
        report.begins(cell);
        Verdict verdict = suite.play(cell);
        for (int i = 1; i < ATTEMPTS && verdict.provesNothing(); i++) {
            report.judged(verdict);
            verdict = suite.play(cell);
        }
        report.judged(verdict);
        verdicts.add(verdict);
        return verdict;
    }

    List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** Ends every process, and tells how all cells went. */
    @Override
    public void close() throws IOException {
        suite.close();
        system.close();
        report.table(verdicts);
    }
}
