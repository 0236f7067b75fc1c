package dev.halftone.faults;

import dev.halftone.faults.cell.Cell;
import dev.halftone.faults.cell.Cells;
import dev.halftone.faults.cell.Scale;
import java.nio.file.Path;
import java.util.List;
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
        try (Run run = Run.start(
                Path.of(System.getProperty("halftone.home", ".")),
                Path.of(System.getProperty("halftone.programs", "programs")),
                seed == null ? System.nanoTime() % 1_000_000 : seed,
                smoke ? Scale.SMOKE : Scale.FULL,
                report)) {
            for (Cell cell : cells) {
                run.play(cell);
            }
            return status(run.verdicts());
        }
    }

    private List<Cell> cells() {
        if (names.isEmpty()) {
            return smoke ? Cells.smoke() : Cells.all();
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
