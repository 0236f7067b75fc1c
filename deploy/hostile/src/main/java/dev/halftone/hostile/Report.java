package dev.halftone.hostile;

import dev.halftone.hostile.cell.Cell;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells people how it goes: a line when a cell begins, some when it is judged, and the table at the end. */
final class Report {

    private static final String LINE = "%-24s %7s %-4s %s%n";
    private static final int MOST_VIOLATIONS = 25;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void list(List<Cell> cells) {
        cells.forEach(cell -> out.printf(Locale.ROOT, "%-24s %s%n", cell.name(), cell.sentence()));
    }

    void begins(Cell cell) {
        out.printf("%n%s: %s%n", cell.name(), cell.sentence());
    }

    void judged(Verdict verdict) {
        verdict.evidence().forEach(seen -> out.println("  " + seen));
        verdict.misses().forEach(miss -> out.println("  not hit: " + miss));
        verdict.violations().stream()
                .limit(MOST_VIOLATIONS)
                .forEach(violation -> out.println("  VIOLATED: " + violation));
        if (verdict.violations().size() > MOST_VIOLATIONS) {
            out.println("  and " + (verdict.violations().size() - MOST_VIOLATIONS) + " more");
        }
        out.println("  " + verdict.word());
    }

    void table(List<Verdict> verdicts) {
        out.println();
        out.printf(LINE, "cell", "items", "hit", "verdict");
        for (Verdict verdict : verdicts) {
            out.printf(LINE, verdict.cell(), verdict.items(), verdict.isHit() ? "yes" : "no", verdict.word());
        }
        out.println();
    }
}
