package dev.halftone.faults.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void everyCellHasANameOfItsOwnThatCanBeAPath() {
        assertThat(Cells.all())
                .extracting(Cell::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
    }

    @Test
    void everyCellProvesAPromiseThatIsWrittenDown() throws Exception {
        String promises = Files.readString(Path.of("../../docs/reliability.md")).split("## Recovery", 2)[0];

        assertThat(Cells.all()).extracting(Cell::name).allMatch(name -> promises.contains('`' + name + '`'));
    }

    @Test
    void theShortRunIsAPartOfTheWhole() {
        assertThat(Cells.smoke()).isNotEmpty().hasSizeLessThan(Cells.all().size() / 2);
    }
}
