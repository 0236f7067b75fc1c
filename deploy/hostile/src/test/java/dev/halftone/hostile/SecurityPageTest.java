package dev.halftone.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.hostile.cell.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever {@code docs/security.md} calls a proof is there. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TEST = Pattern.compile("`(?:[a-z]+\\.)?([A-Z]\\w*(?:Test|IT))`");
    private static final Pattern CELL = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");

    @Test
    void everyCellThatIsNamedCanBeRunAndEveryOneIsNamed() throws IOException {
        List<String> cells = Hostile.all().stream()
                .map(Cell::name)
                .filter(cell -> !cell.startsWith("mutants-"))
                .toList();
        assertThat(named(CELL)).containsAll(cells).isSubsetOf(cells);
    }

    @Test
    void everyTestThatIsNamedIsInTheSources() throws IOException {
        List<String> tests;
        try (Stream<Path> files = Files.find(ROOT, 20, (file, _) -> isTestSource(file))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
        }
        assertThat(named(TEST)).hasSizeGreaterThan(30).isSubsetOf(tests);
    }

    private static boolean isTestSource(Path file) {
        return file.toString().contains("/src/test/") && file.toString().endsWith(".java");
    }

    private static List<String> named(Pattern pattern) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        String proofs = page.substring(page.indexOf("## Promises and proofs"), page.indexOf("## Limits"));
        return pattern.matcher(proofs.substring(proofs.indexOf('|')))
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }
}
