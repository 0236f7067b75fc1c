package dev.halftone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.faults.cell.Cell;
import dev.halftone.faults.cell.Cells;
import dev.halftone.faults.cell.Scale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./halftone faults --smoke} plays, on the programs of this build: one test a cell. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the suite finds and hits processes in Linux's ways")
class SmokeIT {

    /** Always the same moments, victims and sizes: a build that is repeated is the same build. */
    private static final long SEED = 1;

    @TempDir
    private static Path programs;

    @AutoClose
    private static Run run;

    @BeforeAll
    static void start() throws Exception {
        Path home = Path.of("../..").toRealPath();
        run = Run.start(home, BuiltPrograms.unpacked(home, programs), SEED, Scale.SMOKE, new Report(System.out));
    }

    static List<Named<Cell>> cells() {
        return Cells.smoke().stream().map(cell -> Named.of(cell.name(), cell)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyPromiseHolds(Cell cell) throws Exception {
        Verdict verdict = run.play(cell);

        assertThat(verdict.violations()).as(verdict.event()).isEmpty();
        assertThat(verdict.isHit()).as(verdict.event()).isTrue();
    }
}
