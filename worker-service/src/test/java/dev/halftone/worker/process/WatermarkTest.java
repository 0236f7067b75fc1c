package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Steps;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images laid on images, seen by another decoder. */
class WatermarkTest extends OperationCase {

    private static final int RED = 0xffff0000;
    private static final byte[] FLOWERS = Samples.read("pillow/flowers.png");
    private static final BufferedImage PICTURE = Samples.decoded(FLOWERS);

    @ParameterizedTest
    @CsvSource({
        "north-west, 7, 7",
        "north, 70, 7",
        "north-east, 133, 7",
        "west, 7, 75",
        "centre, 70, 75",
        "east, 133, 75",
        "south-west, 7, 143",
        "south, 70, 143",
        "south-east, 133, 143"
    })
    void liesWhereItIsToldAndLeavesTheRestAsItIs(String gravity, int left, int top) {
        BufferedImage made =
                marked(FLOWERS, plain(40, 20, RED), "'gravity':'" + gravity + "','scale':0.125,'margin':7,'opacity':1");

        assertRectangle(made, new Rectangle(left, top, 20, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'scale':1,'margin':0                      | 40 | 20  | 0  | 40  | 160 | 80
            'scale':0.5,'margin':0                    | 20 | 40  | 40 | 0   | 80  | 160
            'scale':1,'margin':0.1                    | 10 | 40  | 64 | 16  | 32  | 128
            'scale':0.01,'margin':0                   | 20 | 20  | 79 | 79  | 2   | 2
            'scale':1,'margin':9999                   | 20 | 20  | 79 | 79  | 2   | 2
            """)
    void keepsItsProportionsAndFitsIntoTheImage(
            String arguments, int width, int height, int left, int top, int wide, int high) {
        BufferedImage made = marked(FLOWERS, plain(width, height, RED), "'gravity':'centre','opacity':1," + arguments);

        assertRectangle(made, new Rectangle(left, top, wide, high));
    }

    @Test
    void coversAsMuchAsItIsTold() {
        byte[] white = plain(100, 100, 0xffffffff);
        assertThat(marked(white, plain(10, 10, RED), "'opacity':0.25").getRGB(90, 90) >> 8 & 0xff)
                .isCloseTo(191, within(1));
        assertThat(marked(white, plain(10, 10, 0x80ff0000), "'opacity':0.5").getRGB(90, 90) >> 8 & 0xff)
                .isCloseTo(191, within(1));
        assertThat(pixels(marked(white, plain(10, 10, 0x00ff0000), "'opacity':1")))
                .isEqualTo(pixels(Samples.decoded(white)));
    }

    /** Red that is seen beside green that is not: enlarged, it stays red. */
    @Test
    void whatCannotBeSeenOfItDoesNotBleed() {
        BufferedImage mark = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        mark.setRGB(0, 0, RED);
        mark.setRGB(1, 0, 0x0000ff00);
        BufferedImage made = marked(plain(100, 100, 0xff000000), file(mark), "'scale':1,'margin':0,'opacity':1");

        assertThat(pixels(made)).allMatch(pixel -> (pixel & 0xff00) == 0).contains(RED, 0xff000000);
    }

    @Test
    void theOpacityOfTheImageStaysButWhereItIsCovered() {
        BufferedImage source = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        for (int place = 0; place < 10_000; place++) {
            source.setRGB(place % 100, place / 100, 0x600000ff);
        }
        BufferedImage made = marked(file(source), plain(10, 10, RED), "'scale':0.1,'margin':10,'opacity':0.5");

        assertThat(made.getRGB(10, 10)).isEqualTo(0x600000ff);
        int covered = made.getRGB(85, 85);
        assertThat(covered >>> 24).isCloseTo(128 + 96 / 2, within(1));
        assertThat(covered >> 16 & 0xff).isCloseTo(255 * 128 / 176, within(2));
        assertThat(covered & 0xff).isCloseTo(255 * 48 / 176, within(2));
    }

    /** Each level with each opacity but none, under what cannot be seen. */
    @Test
    void whatIsHalfTransparentAndNotCoveredStaysToTheBit() {
        BufferedImage source = new BufferedImage(256, 255, BufferedImage.TYPE_INT_ARGB);
        for (int opacity = 1; opacity < 256; opacity++) {
            for (int level = 0; level < 256; level++) {
                source.setRGB(level, opacity - 1, opacity << 24 | level << 16 | (255 - level) << 8 | level);
            }
        }
        BufferedImage made = marked(file(source), plain(10, 10, 0x00ff0000), "'opacity':1,'tile':true");

        assertThat(pixels(made)).isEqualTo(pixels(source));
    }

    @ParameterizedTest
    @CsvSource({"true, true, 1", "true, false, 3", "false, true, 3"})
    void greysBecomeColoursForTheSakeOfColoursAlone(boolean greyImage, boolean greyMark, int channels) {
        byte[] image = grey(greyImage, FLOWERS);
        byte[] mark = grey(greyMark, disc(40, 40, 20, 20, 15));
        BufferedImage made = marked(image, mark, "'gravity':'north-west','scale':0.25,'margin':0,'opacity':1");

        assertThat(made.getRaster().getNumBands()).isEqualTo(channels);
        for (int x : new int[] {20, 100}) {
            BufferedImage expected = Samples.decoded(x == 20 ? mark : image);
            int[] wanted = levels(expected, 20 + (x == 20 ? 0 : 80), 20);
            assertThat(levels(made, x, 20)).isEqualTo(wanted);
        }
    }

    private byte[] grey(boolean grey, byte[] file) {
        return grey ? png(file, "{'operation':'grayscale'}") : file;
    }

    /** Red, green and blue as they are written, whatever the JDK makes of a grey profile. */
    private static int[] levels(BufferedImage image, int x, int y) {
        int[] samples = image.getRaster().getPixel(x, y, (int[]) null);
        return samples.length < 3 ? new int[] {samples[0], samples[0], samples[0]} : Arrays.copyOf(samples, 3);
    }

    @Test
    void isRepeatedToTheEdgesWithGaps() {
        BufferedImage made = marked(
                FLOWERS,
                plain(10, 10, RED),
                "'gravity':'south-east','scale':0.125,'margin':10,'opacity':1,'tile':true");

        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 160; x++) {
                boolean covered = isInTile(x) && isInTile(y);
                assertThat(made.getRGB(x, y)).isEqualTo(covered ? RED : PICTURE.getRGB(x, y));
            }
        }
    }

    /** The last ends 10 pixels before the edge, the one before it 30 before that, and so on. */
    private static boolean isInTile(int place) {
        return (150 - 1 - place + 300) % 30 < 20;
    }

    @Test
    void liesOnEachFrameAlike() {
        byte[] source = Samples.read("formats/animated-loop-3.gif");
        byte[] made =
                file(source, plain(10, 10, RED), step("'gravity':'north-west','scale':0.5,'margin':0,'opacity':1"));

        assertThat(corners(made))
                .hasSize(runner.run(source, List.of()).frames())
                .hasSizeGreaterThan(5)
                .allMatch(corner -> corner == (RED & 0xffffff));
    }

    /** The pixel beside the upper left corner of each frame. */
    private static List<Integer> corners(byte[] gif) {
        List<Integer> corners = new ArrayList<>();
        try (OpenImage image = InProcess.CODEC.open(gif, ImageFormat.GIF);
                Bitmap frames = image.decode(1, true)) {
            frames.filtered((from, _) -> {
                        byte[] line = from.newLine();
                        from.read(1, line);
                        int at = from.channels();
                        corners.add(((line[at] & 0xff) << 16) | ((line[at + 1] & 0xff) << 8) | (line[at + 2] & 0xff));
                    })
                    .close();
        }
        return corners;
    }

    @ParameterizedTest
    @ValueSource(strings = {"no image", "GIF89a", "cut"})
    void ofOneThatCannotBeReadTheImageIsNotToBlame(String file) {
        byte[] mark = file.equals("cut") ? Arrays.copyOf(FLOWERS, 2000) : file.getBytes(StandardCharsets.US_ASCII);
        assertFails(InProcess.BOUNDS, mark);
    }

    @Test
    void oneThatIsBeyondTheBoundsOfASourceIsNotDecoded() {
        assertFails(new Bounds(40_000, 500, 768_000_000, 64_000_000), plain(201, 200, RED));
        assertFails(new Bounds(50_000_000, 500, 1_000_000, 64_000_000), plain(400, 400, RED));
        assertFails(new Bounds(50_000_000, 2, 768_000_000, 64_000_000), Samples.read("formats/animated-loop-3.gif"));
    }

    private static void assertFails(Bounds bounds, byte[] mark) {
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> new PipelineRunner(InProcess.CODEC, bounds)
                        .run(
                                FLOWERS,
                                Wanted.of(renditions(Stream.of(step("'scale':0.5")))),
                                Map.of(Steps.MARK_OBJECT, mark)))
                .returns(FailureReason.PROCESSING_FAILED, ImageFailureException::reason)
                .havingCause()
                .withMessageContaining(Steps.MARK_OBJECT);
    }

    private static void assertRectangle(BufferedImage made, Rectangle rectangle) {
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 160; x++) {
                assertThat(made.getRGB(x, y))
                        .as("%d, %d", x, y)
                        .isEqualTo(rectangle.contains(x, y) ? RED : PICTURE.getRGB(x, y));
            }
        }
    }

    private BufferedImage marked(byte[] source, byte[] mark, String arguments) {
        return Samples.decoded(file(source, mark, step(arguments), PNG));
    }

    private byte[] file(byte[] source, byte[] mark, String... steps) {
        return runner.run(source, Wanted.of(renditions(Arrays.stream(steps))), Map.of(Steps.MARK_OBJECT, mark))
                .renditions()
                .getFirst()
                .bytes();
    }

    private static String step(String arguments) {
        return "{'operation':'watermark','image':'" + Steps.MARK + "'," + arguments + "}";
    }

    private static byte[] plain(int width, int height, int colour) {
        BufferedImage image = new BufferedImage(
                width, height, colour >>> 24 == 255 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        for (int place = 0; place < width * height; place++) {
            image.setRGB(place % width, place / width, colour);
        }
        return file(image);
    }
}
