package dev.halftone.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** Against what NumPy and SciPy's DCT make of the same pixels. */
class PerceptualHashTest {

    @Test
    void isThatOfAnotherTransformOfPicturesOfOddSizes() {
        assertThat(hash(128, 75, TestPictures::weave)).isEqualTo("0e78e3c6cc99b2a5");
        assertThat(hash(90, 128, TestPictures::weave)).isEqualTo("1f3860e3c6dc9993");
        assertThat(hash(32, 24, TestPictures::slopes)).isEqualTo("73c498b628509384");
    }

    @Test
    void whatNobodySeesIsNoBit() {
        assertThat(hash(64, 48, (x, y) -> TestPicture.opaque(99 + (x * 7 + y * 13) % 2, 100, 100)))
                .isEqualTo("0000000000000000");
        assertThat(hash(37, 41, (x, y) -> 0xff123456)).isEqualTo("0000000000000000");
        assertThat(hash(1, 1, (x, y) -> 0x00ff0000)).isEqualTo("0000000000000000");
    }

    @Test
    void neitherColourNorOpacityOfWhatLooksTheSameMatters() {
        String grey = hash(64, 64, (x, y) -> (x + y) % 23 < 9 ? 0xff808080 : 0xffffffff);

        assertThat(hash(64, 64, (x, y) -> (x + y) % 23 < 9 ? 0xff808080 : 0x00ff0000))
                .isEqualTo(grey);
    }

    private static String hash(int width, int height, IntBinaryOperator colour) {
        return new PerceptualHash().of(TestPicture.of(width, height, colour));
    }
}
