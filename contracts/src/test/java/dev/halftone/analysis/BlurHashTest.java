package dev.halftone.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class BlurHashTest {

    /** What npm's blurhash 2.0.5, which is Wolt's own, makes of the same pixels. */
    @Test
    void isWoltsOfSlopesOfColour() {
        IntBinaryOperator falling = (x, y) -> TestPicture.opaque(255 - x * 255 / 31, 255 - y * 255 / 23, x * y % 256);

        assertThat(hash(32, 24, falling)).isEqualTo("L;HoHz|=$1xCq2objvkCgrflfTfi");
    }

    /** NumPy's: npm's takes the largest component, and not the largest by amount as the algorithm and Wolt's C and Swift do. */
    @Test
    void theLargestComponentMayBeNegative() {
        assertThat(hash(32, 24, TestPictures::slopes)).isEqualTo("L$HewC2lwtX4l@WBjwe@gFfmfTfi");
        assertThat(hash(20, 30, TestPictures::disc)).isEqualTo("LdQ[rR.kuM%LhhpHpaj[t+aLaKay");
    }

    @Test
    void isWoltsOfHalves() {
        assertThat(hash(32, 24, (x, y) -> x < 16 ? 0xffffffff : 0xff000000)).isEqualTo("L~Lqe9~qt7IUt7ofj[ayfQfQfQfQ");
    }

    @Test
    void isWoltsOfOneColour() {
        assertThat(hash(5, 4, (x, y) -> 0xff123456)).isEqualTo("L727F4pLfQpLpMkEfQkEfQfQfQfQ");
    }

    @Test
    void whatIsTransparentIsWhite() {
        assertThat(hash(9, 9, (x, y) -> 0x00123456)).isEqualTo(hash(9, 9, (x, y) -> 0xffffffff));
    }

    private static String hash(int width, int height, IntBinaryOperator colour) {
        return new BlurHash().of(TestPicture.of(width, height, colour));
    }
}
