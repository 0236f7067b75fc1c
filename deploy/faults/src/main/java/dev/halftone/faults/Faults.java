package dev.halftone.faults;

import dev.halftone.faults.cell.Cell;
import dev.halftone.faults.cell.Cells;
import dev.halftone.faults.cell.Scale;
import dev.halftone.faults.process.Installation;
import dev.halftone.faults.system.SystemUnderTest;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line. Status 0: all holds; 1: something does not; 2: a fault did not come about, so nothing is proven by it. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = Faults.USAGE,
        exitCodeOnExecutionException = Faults.UNABLE,
        description = {
            "Starts the system as real processes, kills, stops and cuts them off at chosen points, and checks from outside that",
            "nothing is lost and nothing doubled. Status 0: all holds, 1: something does not, 2: a fault was not hit."
        })
public final class Faults implements Callable<Integer> {

    static final int USAGE = 64;
    static final int UNABLE = 70;
    private static final int VIOLATED = 1;
    private static final int NOT_HIT = 2;

    @Option(names = "--cells", paramLabel = "NAME", split = ",", description = "only these, in this order")
    private List<String> names = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "decides on moments, victims and sizes (default: any)")
    private @Nullable Long seed;

    @Option(names = "--smoke", description = "the short run: fewer cells, shorter outages")
    private boolean smoke;

    @Option(names = "--list", description = "names the cells and runs none")
    private boolean list;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Faults()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report(System.out);
        if (list) {
            report.list(Cells.all());
            return 0;
        }
        List<Cell> cells = cells();
        long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
        Path home = Path.of(System.getProperty("halftone.home", "."));
        Path directory = home.resolve("deploy/faults/target/faults")
                .resolve(LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("MMdd-HHmmss")));
        Installation installation =
                new Installation(Path.of(System.getProperty("halftone.programs", "programs")), directory);
        report.say("seed " + chosen + ", logs in " + installation.directory());
        List<Verdict> verdicts = new ArrayList<>();
        try (SystemUnderTest system = SystemUnderTest.start(installation, home.resolve("samples/products"));
                Suite suite = new Suite(system, new Random(chosen), smoke ? Scale.SMOKE : Scale.FULL)) {
            for (Cell cell : cells) {
                report.begins(cell);
                Verdict verdict = suite.play(cell);
                report.judged(verdict);
                verdicts.add(verdict);
            }
        }
        report.table(verdicts);
        return status(verdicts);
    }

    private List<Cell> cells() {
        if (names.isEmpty()) {
            return Cells.all().stream().filter(cell -> !smoke || cell.smoke()).toList();
        }
        return names.stream().map(Faults::named).toList();
    }

    private static Cell named(String name) {
        return Cells.all().stream()
                .filter(cell -> cell.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        new CommandLine(new Faults()), "there is no cell '" + name + "'; --list names them"));
    }

    private static int status(List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(verdict -> !verdict.holds())) {
            return VIOLATED;
        }
        return verdicts.stream().allMatch(Verdict::isHit) ? 0 : NOT_HIT;
    }
}
