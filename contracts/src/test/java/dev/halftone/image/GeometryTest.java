package dev.halftone.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Resize.Fit;
import java.util.HashMap;
import java.util.Map;
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
    void whatIsToBeEnlargedIs() {
        assertThat(enlarged(Map.of("width", 2400))).isEqualTo(new Geometry(2400, 1600, 2400, 1600));
        assertThat(enlarged(Map.of("width", 2400, "height", 800, "fit", "cover")))
                .isEqualTo(new Geometry(2400, 1600, 2400, 800));
        assertThat(enlarged(Map.of("width", 2400, "height", 400, "fit", "fill")))
                .isEqualTo(new Geometry(2400, 400, 2400, 400));
        assertThat(enlarged(Map.of("width", 2400, "height", 2400, "fit", "contain")))
                .isEqualTo(new Geometry(2400, 1600, 2400, 1600));
    }

    private static Geometry enlarged(Map<String, Object> values) {
        Map<String, Object> step = new HashMap<>(values);
        step.put("enlarge", true);
        return new Resize(Resize.TYPE.arguments(step)).geometry(1200, 800);
    }

    @Test
    void aSideIsAtLeastOnePixel() {
        assertThat(Resize.to(10, null, Fit.INSIDE).geometry(10_000, 3)).isEqualTo(new Geometry(10, 1, 10, 1));
    }

    private static Geometry of(@Nullable Integer width, @Nullable Integer height, Fit fit) {
        return Resize.to(width, height, fit).geometry(1200, 800);
    }
}
