package dev.halftone.hostile;

import dev.halftone.hostile.abuse.AbuseCells;
import dev.halftone.hostile.cell.Cell;
import dev.halftone.hostile.cell.Cells;
import dev.halftone.hostile.cell.Scale;
import dev.halftone.hostile.network.LabNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line. Status 0: all holds; 1: something does not; 2: something did not come about, so nothing is proven by it. */
@Command(
        name = "hostile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = Hostile.USAGE,
        exitCodeOnExecutionException = Hostile.UNABLE,
        description = {
            "Gives a system of real processes hostile addresses, names, answers, images and webhooks, on a network of its own",
            "from which no packet leaves. Status 0: all holds, 1: something does not, 2: something did not come about."
        })
public final class Hostile implements Callable<Integer> {

    static final int USAGE = 64;
    static final int UNABLE = 70;
    private static final int VIOLATED = 1;
    private static final int NOT_HIT = 2;

    @Option(
            names = "--cells",
            paramLabel = "NAME",
            split = ",",
            description = "only these, in this order, or all of a kind: abuse")
    private List<String> names = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "decides on what is random (default: any)")
    private @Nullable Long seed;

    @Option(
            names = "--mutants",
            paramLabel = "N",
            defaultValue = "2000",
            description = "damaged files of each format (default: ${DEFAULT-VALUE})")
    private int mutants;

    @Option(
            names = "--photos",
            paramLabel = "N",
            defaultValue = "300",
            description = "of an ordinary job whose pace is measured (default: ${DEFAULT-VALUE})")
    private int photos;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "in which it is measured (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--list", description = "names the cells and runs none")
    private boolean list;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Hostile()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report(System.out);
        if (list) {
            report.list(all());
            return 0;
        }
        List<Cell> cells = cells();
        LabNetwork.require();
        try (Run run = Run.start(
                Path.of(System.getProperty("halftone.home", ".")),
                Path.of(System.getProperty("halftone.programs", "programs")),
                seed == null ? System.nanoTime() % 1_000_000 : seed,
                new Scale(mutants, photos, rounds),
                report)) {
            for (Cell cell : cells) {
                run.play(cell);
            }
            return status(run.verdicts());
        }
    }

    private List<Cell> cells() {
        return names.isEmpty()
                ? all()
                : names.stream().map(Hostile::named).flatMap(List::stream).toList();
    }

    static List<Cell> all() {
        return Stream.concat(Cells.all().stream(), AbuseCells.all().stream()).toList();
    }

    /** The cell, or those whose names begin with this and a hyphen. */
    private static List<Cell> named(String name) {
        List<Cell> named = all().stream()
                .filter(cell -> cell.name().equals(name) || cell.name().startsWith(name + "-"))
                .toList();
        if (named.isEmpty()) {
            throw new ParameterException(
                    new CommandLine(new Hostile()), "there is no cell '" + name + "'; --list names them");
        }
        return named;
    }

    private static int status(List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(verdict -> !verdict.holds())) {
            return VIOLATED;
        }
        return verdicts.stream().allMatch(Verdict::isHit) ? 0 : NOT_HIT;
    }
}
