package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.Rendition;
import dev.halftone.image.SchemaCheck;
import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The analyses on real files: what they say of them, and that it does not depend on what else is made of the image. */
class AnalysesTest extends AnalysisCase {

    private static final List<String> ALL = Analyses.names(Analyses.ALL);
    private static final int ALIKE = 6;
    private static final int DIFFERENT = 14;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formats/16-bit-grey-alpha.png",
                "formats/5_webp_a.webp",
                "formats/8bit_depth.tiff",
                "formats/Channel_digital_image_CMYK_color.jpg",
                "formats/animated-loop-3.webp",
                "formats/full-transparent.png",
                "formats/grey-8bit-alpha.png",
                "formats/rotating-squares.gif",
                "formats/sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif",
            })
    void everyAnalysisSaysSomethingOfEveryKindOfFile(String file) {
        List<AnalysisResult> results = found(Samples.read(file), ALL);

        assertThat(results).extracting(AnalysisResult::analysis).containsExactlyElementsOf(ALL);
        for (int index = 0; index < results.size(); index++) {
            Map<String, Object> schema = Analyses.ALL.get(index).schema();
            assertThat(new SchemaCheck(schema).faults(results.get(index).value()))
                    .isEmpty();
        }
        assertThat(found(Samples.read(file), ALL)).isEqualTo(results);
    }

    @ParameterizedTest
    @ValueSource(strings = {"products/books.jpg", "formats/Landscape_6.jpg", "formats/rotating-squares.gif"})
    void whatElseIsMadeOfTheImageDoesNotMatter(String file) {
        byte[] source = Samples.read(file);
        List<Rendition> renditions = new ArrayList<>(Samples.HALF);
        renditions.addAll(Samples.pipeline("[{\"operation\":\"resize\",\"width\":20}]"));

        ProcessedImage beside = runner.run(source, new Wanted(renditions, Analyses.ALL), Map.of());

        assertThat(beside.renditions()).hasSize(2);
        assertThat(beside.analyses()).isEqualTo(found(source, ALL));
    }

    @Test
    void dimensionsAreThoseThatTheImageIsSeenWith() {
        assertThat(found(Samples.read("formats/Portrait_8.jpg"), "dimensions"))
                .isEqualTo(Map.of("width", 450, "height", 600, "frames", 1));
        assertThat(found(Samples.read("formats/animated-loop-3.gif"), "dimensions"))
                .extracting("frames")
                .isEqualTo(runner.run(Samples.read("formats/animated-loop-3.gif"), List.of())
                        .frames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation\":\"compress\",\"quality\":20}",
                "{\"operation\":\"resize\",\"width\":150}",
                "{\"operation\":\"convert\",\"format\":\"webp\"}",
            })
    void whatLooksTheSameHasNearlyTheSameHash(String step) {
        for (String file : List.of("products/books.jpg", "products/man-t-shirt-01.jpg", "formats/flowers.jpeg")) {
            byte[] source = Samples.read(file);
            byte[] made = only(source, Samples.pipeline("[" + step + "]")).bytes();

            assertThat(distance(source, made)).as(file).isLessThanOrEqualTo(ALIKE);
        }
    }

    @Test
    void differentPicturesHaveHashesFarApart() {
        List<byte[]> pictures = List.of(
                Samples.read("products/books.jpg"),
                Samples.read("products/man-t-shirt-01.jpg"),
                Samples.read("products/blue-plimsolls-1.png"),
                Samples.read("formats/flowers.jpeg"),
                Samples.read("formats/Landscape_6.jpg"));
        for (int one = 0; one < pictures.size(); one++) {
            for (int other = 0; other < one; other++) {
                assertThat(distance(pictures.get(one), pictures.get(other)))
                        .as("%d and %d", other, one)
                        .isGreaterThanOrEqualTo(DIFFERENT);
            }
        }
    }

    @Test
    void ofAnAnimationTheFirstFrameIsLookedAt() {
        byte[] animation = Samples.read("formats/rotating-squares.gif");
        byte[] first = only(animation, Samples.pipeline(TO_PNG)).bytes();
        List<String> ofPixels = List.of("dominant-colour", "blurhash", "perceptual-hash");

        assertThat(found(animation, ofPixels)).isEqualTo(found(first, ofPixels));
    }

    @Test
    void theNarrowestPictureHasOneToo() {
        byte[] line = OperationCase.file(new BufferedImage(20_000, 1, BufferedImage.TYPE_BYTE_GRAY));

        assertThat(found(line, "dominant-colour")).isEqualTo("#000000");
        assertThat(found(line, "perceptual-hash")).isEqualTo("0000000000000000");
    }

    @Test
    void whatNeedsNoPixelsDecodesNothing() {
        byte[] truncated = Samples.read("formats/truncated.jpg");

        assertThat(found(truncated, List.of("md5", "sha256", "dimensions", "format")))
                .hasSize(4);
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> found(truncated, "blurhash"))
                .returns(FailureReason.TRUNCATED, ImageFailureException::reason);
    }

    private int distance(byte[] one, byte[] other) {
        return Long.bitCount(hash(one) ^ hash(other));
    }

    private long hash(byte[] file) {
        return Long.parseUnsignedLong((String) found(file, "perceptual-hash"), 16);
    }
}
