package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.image.Steps;
import dev.halftone.outcome.Ending;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that compute pixels, on files of every kind, seen by another decoder. */
class FilterOperationsTest extends OperationCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products/man-t-shirt-01.jpg",
                "formats/16-bit-grey-alpha.png",
                "formats/swiss.png",
                "formats/8bit_depth.tiff",
                "formats/animated-loop-3.webp",
                "formats/rotating-squares.gif",
                "formats/p3.png"
            })
    void everyOperationTakesEveryKindOfFile(String file) {
        byte[] source = Samples.read(file);
        String small = "{'operation':'resize','width':60}";
        List<Rendition> renditions = Steps.ONE_OF_EACH.stream()
                .filter(step -> !step.contains("'compress'") && !step.contains("'crop'"))
                .map(step -> new Rendition("out", pipeline(Stream.of(small, step))))
                .toList();
        Map<String, byte[]> mark = Map.of(Steps.MARK_OBJECT, Samples.read("pillow/flowers.png"));
        ProcessedImage image = runner.run(source, Wanted.of(renditions), mark);

        assertThat(image.renditions()).hasSameSizeAs(renditions).allSatisfy(made -> {
            ProcessedImage again = runner.run(made.bytes(), List.of());
            assertThat(again.format()).isEqualTo(made.format());
            assertThat(again.width()).isEqualTo(made.width());
            assertThat(again.height()).isEqualTo(made.height());
            if (made.format() == ImageFormat.GIF) {
                // WebP makes one frame of several that are alike
                assertThat(again.frames()).isEqualTo(image.frames());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"luma", "mean"})
    void greysAreOneChannelAndOpacityStays(String method) {
        String step = "{'operation':'grayscale','method':'" + method + "'}";
        BufferedImage opaque = made(Samples.read("pillow/flowers.png"), step);
        BufferedImage see = made(Samples.read("products/blue-plimsolls-1.png"), step);
        BufferedImage source = Samples.decoded(Samples.read("products/blue-plimsolls-1.png"));

        assertThat(opaque.getRaster().getNumBands()).isEqualTo(1);
        assertThat(opaque.getRaster().getSample(80, 80, 0))
                .isCloseTo(
                        grey(Samples.decoded(Samples.read("pillow/flowers.png")).getRGB(80, 80), method), within(1));
        assertThat(see.getColorModel().hasAlpha())
                .isEqualTo(source.getColorModel().hasAlpha());
        assertThat(Samples.mean(see)[3]).isEqualTo(Samples.mean(source)[3]);
    }

    private static int grey(int pixel, String method) {
        int red = pixel >> 16 & 0xff;
        int green = pixel >> 8 & 0xff;
        int blue = pixel & 0xff;
        return method.equals("mean")
                ? (red + green + blue) / 3
                : (int) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }

    @Test
    void blurringMakesEdgesLessSteepAndSharpeningMoreSo() {
        byte[] sharp = disc(100, 100, 50, 50, 30);
        byte[] blurred = png(sharp, "{'operation':'blur','sigma':3}");

        assertThat(steepest(Samples.decoded(sharp))).isEqualTo(255);
        assertThat(steepest(Samples.decoded(blurred))).isBetween(10, 60);
        assertThat(steepest(made(blurred, "{'operation':'sharpen','sigma':3,'amount':1.5}")))
                .isGreaterThan(steepest(Samples.decoded(blurred)) * 5 / 4);
    }

    /** The greatest difference of green between neighbours. */
    private static int steepest(BufferedImage image) {
        return IntStream.range(0, image.getHeight())
                .flatMap(y -> IntStream.range(1, image.getWidth())
                        .map(x -> Math.abs((image.getRGB(x, y) >> 8 & 0xff) - (image.getRGB(x - 1, y) >> 8 & 0xff))))
                .max()
                .orElseThrow();
    }

    /** Red that is seen beside green that is not: a blur of our own stays red, one of Pillow's mixes both. */
    @Test
    void whatCannotBeSeenDoesNotBleed() {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        for (int place = 0; place < 1600; place++) {
            image.setRGB(place % 40, place / 40, place % 40 < 20 ? 0xffff0000 : 0x0000ff00);
        }
        int own = made(file(image), "{'operation':'blur','sigma':2}").getRGB(19, 20);
        int pillows =
                made(file(image), "{'operation':'GaussianBlur','radius':2}").getRGB(19, 20);

        assertThat(own >>> 24).isBetween(100, 200);
        assertThat(own & 0xffffff).isEqualTo(0xff0000);
        assertThat(pillows >> 8 & 0xff).isBetween(60, 160);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            null, true
            'RGBA', true
            'RGB', false
            """)
    void aTableGivesOrTakesOpacityAsItIsTold(String mode, boolean opacity) {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 2, 0x60ff0080);
        BufferedImage made = made(
                file(image),
                "{'operation':'Color3DLUT','size':2,'table':[0,0,0,0,0,1,0,1,0,0,1,1,1,0,0,1,0,1,1,1,0,1,1,1],'target_mode':MODE}"
                        .replace("MODE", mode));

        assertThat(made.getColorModel().hasAlpha()).isEqualTo(opacity);
        assertThat(made.getRGB(1, 2)).isEqualTo(opacity ? 0x608000ff : 0xff8000ff);
    }

    @Test
    void operationsRunInTheirOrder() {
        byte[] source = Samples.read("formats/flowers.jpeg");
        String filter = "{'operation':'MaxFilter','size':9}";
        String small = "{'operation':'resize','width':100}";
        byte[] filteredFirst = png(source, filter, small);

        assertThat(filteredFirst).isEqualTo(png(png(source, filter), small)).isNotEqualTo(png(source, small, filter));
    }

    /** A source that is as small as can be is not stored in place of what was made of it. */
    @Test
    void theSourceNeverStandsForWhatIsToLookDifferent() {
        byte[] source = only(
                        Samples.read("formats/Portrait_8.jpg"),
                        renditions(Stream.of("{'operation':'compress','quality':15}")))
                .bytes();
        EncodedRendition kept = only(source, Samples.HALF);
        EncodedRendition made = only(
                source,
                renditions(Stream.of(
                        "{'operation':'flip','direction':'vertical'}", "{'operation':'compress','ratio':0.5}")));

        assertThat(kept.ending()).isEqualTo(Ending.ALREADY_SMALL);
        assertThat(made.ending()).isEqualTo(Ending.QUALITY_FLOOR);
        assertThat(made.bytes()).isNotEqualTo(source).hasSizeLessThan(source.length);
    }
}
