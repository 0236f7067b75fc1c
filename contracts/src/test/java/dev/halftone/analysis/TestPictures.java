package dev.halftone.analysis;

/** Colours of places, made of whole numbers alone: other programs get the same pictures of the same formulas. */
final class TestPictures {

    private TestPictures() {}

    /** Of 32 x 24 pixels. */
    static int slopes(int x, int y) {
        return TestPicture.opaque(x * 255 / 31, y * 255 / 23, x * y % 256);
    }

    /** Red on a light ground, in 20 x 30 pixels. */
    static int disc(int x, int y) {
        return (x - 12) * (x - 12) + (y - 9) * (y - 9) < 64
                ? TestPicture.opaque(220, 30, 60)
                : TestPicture.opaque(240, 240, 200);
    }

    /** Of any size. */
    static int weave(int x, int y) {
        return TestPicture.opaque((x * x + 3 * y) % 256, x * y / 7 % 256, (5 * x + y * y / 3) % 256);
    }
}
