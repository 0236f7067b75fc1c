package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Every filter of Pillow's, held against what Pillow itself made, in every channel of every pixel. */
class PillowTest extends RenditionCase {

    private static final Logger LOG = LoggerFactory.getLogger(PillowTest.class);

    record Cases(String pillow, List<Case> cases) {}

    record Case(
            String input,
            String name,
            @Nullable Map<String, Object> params,
            String output,
            @Nullable String note) {

        List<Rendition> renditions() {
            Map<String, Object> step = new LinkedHashMap<>(params == null ? Map.of() : params);
            step.put("operation", name);
            return List.of(new Rendition(
                    "out", Pipeline.read(List.of(step, Map.of("operation", "convert", "format", "png")))));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return JsonMapper.shared().readValue(Samples.read("pillow/cases.json"), Cases.class).cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isPillowsToTheBit(Case given) {
        BufferedImage made = Samples.decoded(only(Samples.read("pillow/" + given.input()), given.renditions())
                .bytes());
        BufferedImage pillows = Samples.decoded(Samples.read("pillow/" + given.output()));

        int difference = largestDifference(made, pillows);
        LOG.info("{}: the largest difference from Pillow is {}", given, difference);
        assertThat(difference).isZero();
    }

    private static int largestDifference(BufferedImage first, BufferedImage second) {
        assertThat(first.getWidth()).isEqualTo(second.getWidth());
        assertThat(first.getHeight()).isEqualTo(second.getHeight());
        assertThat(first.getRaster().getNumBands()).isEqualTo(second.getRaster().getNumBands());
        int[] samples = first.getRaster().getPixels(0, 0, first.getWidth(), first.getHeight(), (int[]) null);
        int[] expected = second.getRaster().getPixels(0, 0, first.getWidth(), first.getHeight(), (int[]) null);
        return IntStream.range(0, samples.length)
                .map(index -> Math.abs(samples[index] - expected[index]))
                .max()
                .orElseThrow();
    }
}
