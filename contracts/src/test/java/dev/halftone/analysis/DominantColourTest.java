package dev.halftone.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class DominantColourTest {

    @Test
    void isTheColourOfMostPixels() {
        assertThat(colour(20, 30, TestPictures::disc)).isEqualTo("#f0f0c8");
        assertThat(colour(10, 10, (x, y) -> 10 * y + x < 51 ? 0xff102030 : 0xffe0d0c0))
                .isEqualTo("#102030");
    }

    @Test
    void nearlyTheSameIsTheSame() {
        // 40 of one blue and 30 each of two greens that differ by a shade, at the border of two cells
        IntBinaryOperator colour =
                (x, y) -> y < 4 ? 0xff0000ff : y < 7 ? TestPicture.opaque(0, 159, 0) : TestPicture.opaque(0, 161, 0);

        assertThat(colour(10, 10, colour)).isEqualTo("#00a000");
    }

    @Test
    void whatCannotBeSeenDoesNotCount() {
        assertThat(colour(10, 10, (x, y) -> y == 0 ? 0xffcc0000 : 0x000000ff)).isEqualTo("#cc0000");
        assertThat(colour(10, 10, (x, y) -> y < 4 ? 0xffcc0000 : 0x800000ff)).isEqualTo("#cc0000");
        assertThat(colour(3, 3, (x, y) -> 0)).isEqualTo("#ffffff");
    }

    @Test
    void ofTwoAsCommonItIsTheDarker() {
        assertThat(colour(2, 1, (x, y) -> x == 0 ? 0xffffffff : 0xff000000)).isEqualTo("#000000");
    }

    private static String colour(int width, int height, IntBinaryOperator colour) {
        return new DominantColour().of(TestPicture.of(width, height, colour));
    }
}
