package dev.halftone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTest {

    @Test
    void readsWhatItWrites() {
        Pipeline pipeline = new Pipeline(
                List.of(Resize.to(800, null, Resize.Fit.COVER), Convert.to(ImageFormat.WEBP), Compress.toRatio(0.25)));
        assertThat(Pipeline.read(pipeline.steps())).isEqualTo(pipeline);
        assertThat(pipeline.outputFormat(ImageFormat.JPEG)).isEqualTo(ImageFormat.WEBP);
    }

    @Test
    void theFingerprintOfTheDefaultNeverChanges() {
        assertThat(Pipeline.DEFAULT.fingerprint()).isEqualTo("97933900729d9382");
    }

    @Test
    void namesTheFaultyStepItsParameterTheGivenValueAndWhatIsAllowed() {
        assertInvalid(
                List.of(Map.of("operation", "resize", "width", 10), Map.of("operation", "compress", "ratio", 7)),
                "step 2: compress: 'ratio' is 7, but takes a number from 0.05 to 1.0");
        assertInvalid(
                List.of(Map.of("operation", "convert", "to", "webp")),
                "step 1: convert has no parameter 'to'; it takes format");
        assertInvalid(
                List.of(Map.of("operation", "convert")),
                "step 1: convert needs 'format': one of jpeg, png, webp, avif, gif");
    }

    @Test
    void refusesWhatIsNoPipeline() {
        assertInvalid(List.of(), "a pipeline has from 1 to 16 operations");
        assertInvalid(
                List.of(Map.of("operation", "compress", "ratio", 0.5), Map.of("operation", "resize", "width", 9)),
                "compress is the last operation of a pipeline");
    }

    private static void assertInvalid(List<Map<String, Object>> steps, String message) {
        assertThatThrownBy(() -> Pipeline.read(steps))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessage(message);
    }
}
