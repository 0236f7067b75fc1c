package dev.halftone.api.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Pipeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterJsonTest {

    @Test
    void operationsComeInTheirOrderAndCompressionLast() {
        assertThat(
                        names(
                                "[{\"name\":\"GaussianBlur\",\"params\":{\"radius\":5}},{\"name\":\"CONTOUR\",\"params\":null},{\"name\":\"EMBOSS\"}]"))
                .containsExactly("GaussianBlur", "CONTOUR", "EMBOSS", "compress");
        assertThat(FilterJson.read("[]")).isEqualTo(Pipeline.DEFAULT);
    }

    @Test
    void whoSaysHowToCompressIsHeard() {
        Pipeline pipeline = FilterJson.read("[{\"name\":\"compress\",\"params\":{\"quality\":70}}]");
        assertThat(pipeline.steps())
                .singleElement()
                .satisfies(step -> assertThat(step).containsEntry("quality", 70));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`,",
                "`[null]`, /0",
                "`[{\"params\":{}}]`, /0",
                "`[{\"name\":\"BLUR\"},{\"name\":\"BLUR\",\"parms\":{}}]`, /1/parms",
                "`[{\"name\":\"BLUR\",\"a/b\":{}}]`, /0/a~1b",
                "`[{\"name\":\"BLUR\",\"params\":5}]`, /0/params",
                "`[{\"name\":\"BLUR\",\"params\":{\"operation\":\"EMBOSS\"}}]`, /0/params",
                "`[{\"name\":\"CONTORT\"}]`, /0/name",
                "`[{\"name\":\"GaussianBlur\",\"params\":{\"radius\":\"x\"}}]`, /0/params/radius",
                "`[{\"name\":\"BLUR\",\"params\":{\"radius\":5}}]`, /0/params/radius",
            })
    void whatIsWrongIsPointedAt(String json, @Nullable String pointer) {
        assertThatExceptionOfType(InvalidPipelineException.class)
                .isThrownBy(() -> FilterJson.read(json))
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo(pointer == null ? "" : pointer));
    }

    private static Iterable<Object> names(String json) {
        return FilterJson.read(json).steps().stream()
                .map(step -> step.get("operation"))
                .toList();
    }
}
