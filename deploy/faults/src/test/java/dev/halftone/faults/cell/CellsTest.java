package dev.halftone.faults.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void everyCellHasANameOfItsOwnThatCanBeAPath() {
        assertThat(Cells.all())
                .extracting(Cell::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
    }
}
