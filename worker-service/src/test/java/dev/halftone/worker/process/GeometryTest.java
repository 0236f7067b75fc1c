package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Resize;
import dev.halftone.image.Resize.Fit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeometryTest {

    @Test
    void insideKeepsProportionsWithinTheBox() {
        assertThat(of(600, 600, Fit.INSIDE)).isEqualTo(new Geometry(600, 400, 600, 400));
        assertThat(of(null, 400, Fit.INSIDE)).isEqualTo(new Geometry(600, 400, 600, 400));
        assertThat(of(300, null, Fit.INSIDE)).isEqualTo(new Geometry(300, 200, 300, 200));
    }

    @Test
    void coverFillsTheBoxAndCropsWhatSticksOut() {
        assertThat(of(400, 400, Fit.COVER)).isEqualTo(new Geometry(600, 400, 400, 400));
        assertThat(of(600, 100, Fit.COVER)).isEqualTo(new Geometry(600, 400, 600, 100));
    }

    @Test
    void fillMeetsTheBoxExactly() {
        assertThat(of(500, 100, Fit.FILL)).isEqualTo(new Geometry(500, 100, 500, 100));
        assertThat(of(600, null, Fit.FILL)).isEqualTo(new Geometry(600, 400, 600, 400));
    }

    @Test
    void nothingIsEnlarged() {
        assertThat(of(5000, 5000, Fit.INSIDE)).isEqualTo(new Geometry(1200, 800, 1200, 800));
        assertThat(of(5000, 400, Fit.COVER)).isEqualTo(new Geometry(1200, 800, 1200, 400));
        assertThat(of(5000, 400, Fit.FILL)).isEqualTo(new Geometry(1200, 400, 1200, 400));
    }

    @Test
    void aSideIsAtLeastOnePixel() {
        assertThat(Geometry.of(new Resize(10, null, Fit.INSIDE), 10_000, 3)).isEqualTo(new Geometry(10, 1, 10, 1));
    }

    private static Geometry of(@Nullable Integer width, @Nullable Integer height, Fit fit) {
        return Geometry.of(new Resize(width, height, fit), 1200, 800);
    }
}
