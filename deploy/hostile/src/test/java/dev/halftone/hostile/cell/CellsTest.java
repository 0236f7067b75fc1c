package dev.halftone.hostile.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void everyCellHasANameOfItsOwnAndASentence() {
        assertThat(Cells.all()).extracting(Cell::name).doesNotHaveDuplicates().contains("rebinding", "mutants-avif");
        assertThat(Cells.all()).allSatisfy(cell -> assertThat(cell.sentence()).hasSizeGreaterThan(20));
    }

    @Test
    void everyLineOfTheTableIsReadWithAVerdictThatACellKnows() throws IOException {
        assertThat(EgressCase.all("ip"))
                .hasSizeGreaterThan(30)
                .extracting(EgressCase::verdict)
                .containsOnly("allow", "block");
        assertThat(EgressCase.all("url"))
                .hasSizeGreaterThan(30)
                .extracting(EgressCase::verdict)
                .containsOnly("accept", "block-address", "reject-400");
    }

    @Test
    void aMappedAddressKeepsItsSixteenBytes() {
        assertThat(EgressCase.bytes("::ffff:127.66.0.1"))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 66, 0, 1);
        assertThat(EgressCase.bytes("127.66.0.1")).hasSize(4);
        assertThat(EgressCase.bytes("::127.66.0.1")).hasSize(16);
    }
}
