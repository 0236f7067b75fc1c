package dev.halftone.faults;

import dev.halftone.faults.cell.Cell;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells people how it goes: a line when a cell begins, one when it is judged, and the table at the end. */
final class Report {

    private static final String LINE = "%-26s %-4s %9s %8s  %s%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void list(List<Cell> cells) {
        cells.forEach(cell ->
                out.printf(Locale.ROOT, "%-26s %s%s%n", cell.name(), cell.sentence(), cell.smoke() ? " (smoke)" : ""));
    }

    void begins(Cell cell) {
        out.printf("%n%s: %s%n", cell.name(), cell.sentence());
    }

    void judged(Verdict verdict) {
        out.println((verdict.isHit() ? "  hit: " : "  not hit: ") + verdict.event());
        verdict.violations().forEach(violation -> out.println("  VIOLATED: " + violation));
        out.printf(
                Locale.ROOT,
                "  %s; recovered in %.1f s, %d of %d images fetched again%n",
                verdict.word(),
                verdict.recovery().toMillis() / 1e3,
                verdict.doubled(),
                verdict.images());
    }

    void table(List<Verdict> verdicts) {
        out.println();
        out.printf(LINE, "cell", "hit", "recovery", "doubled", "verdict");
        for (Verdict verdict : verdicts) {
            out.printf(
                    LINE,
                    verdict.cell(),
                    verdict.isHit() ? "yes" : "no",
                    String.format(Locale.ROOT, "%.1f s", verdict.recovery().toMillis() / 1e3),
                    Long.toString(verdict.doubled()),
                    verdict.word());
        }
        out.println();
    }
}
