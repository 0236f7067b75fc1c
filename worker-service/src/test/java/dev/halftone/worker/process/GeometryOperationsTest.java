package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that move pixels, seen by another decoder. */
class GeometryOperationsTest extends OperationCase {

    private static final byte[] FLOWERS = Samples.read("pillow/flowers.png");
    private static final BufferedImage PICTURE = Samples.decoded(FLOWERS);
    private static final int RED = 0xffff0000;
    private static final int WHITE = 0xffffffff;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'left':10,'top':20,'width':30,'height':40                  | 10  | 20  | 30  | 40
            'left':150,'top':155,'width':30,'height':40                | 150 | 155 | 10  | 5
            'width':60,'height':100                                    | 50  | 30  | 60  | 100
            'width':60,'height':500,'by':'centre'                      | 50  | 0   | 60  | 160
            """)
    void aCropIsThatPartOfThePicture(String arguments, int left, int top, int width, int height) {
        BufferedImage made = made(FLOWERS, "{'operation':'crop'," + arguments + "}");

        assertThat(made.getWidth()).isEqualTo(width);
        assertThat(made.getHeight()).isEqualTo(height);
        assertThat(pixels(made)).isEqualTo(pixels(PICTURE.getSubimage(left, top, width, height)));
    }

    @Test
    void aCropBesideThePictureFails() {
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> made(FLOWERS, "{'operation':'crop','left':160,'top':0,'width':9,'height':9}"))
                .returns(FailureReason.PROCESSING_FAILED, ImageFailureException::reason);
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "260, 150", "40, 260"})
    void attentionFindsWhatThereIsToSee(int x, int y) {
        byte[] source = disc(300, 300, x, y, 30);
        BufferedImage made = made(source, "{'operation':'crop','width':100,'height':100,'by':'attention'}");

        assertThat(made.getWidth()).isEqualTo(made.getHeight()).isEqualTo(100);
        assertThat(pixels(made)).filteredOn(pixel -> pixel == RED).hasSizeGreaterThan(2000);
    }

    @Test
    void quarterTurnsAndFlipsMovePixelsAndChangeNone() {
        BufferedImage part = PICTURE.getSubimage(0, 0, 100, 160);
        byte[] source = file(part);
        BufferedImage right = made(source, "{'operation':'rotate','angle':90}");
        BufferedImage left = made(source, "{'operation':'rotate','angle':-90}");
        BufferedImage around = made(source, "{'operation':'rotate','angle':180}");
        BufferedImage mirrored = made(source, "{'operation':'flip','direction':'horizontal'}");
        BufferedImage upsideDown = made(source, "{'operation':'flip','direction':'vertical'}");

        assertThat(right.getWidth()).isEqualTo(left.getWidth()).isEqualTo(160);
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 100; x++) {
                int pixel = part.getRGB(x, y);
                assertThat(right.getRGB(159 - y, x)).isEqualTo(pixel);
                assertThat(left.getRGB(y, 99 - x)).isEqualTo(pixel);
                assertThat(around.getRGB(99 - x, 159 - y)).isEqualTo(pixel);
                assertThat(mirrored.getRGB(99 - x, y)).isEqualTo(pixel);
                assertThat(upsideDown.getRGB(x, 159 - y)).isEqualTo(pixel);
            }
        }
    }

    /** The disc is above the middle, so it is to the right of it after an eighth turn and a quarter. */
    @Test
    void anyAngleTurnsClockwiseOnTheBackground() {
        byte[] source = disc(200, 200, 100, 30, 25);
        BufferedImage made = made(source, "{'operation':'rotate','angle':135,'background':'#0000ff'}");

        assertThat(made.getWidth()).isEqualTo(made.getHeight()).isCloseTo(283, within(2));
        assertThat(made.getRGB(2, 2)).isEqualTo(0xff0000ff);
        assertThat(made.getRGB(141, 141)).isEqualTo(WHITE);
        assertThat(made.getRGB(141 + 49, 141 + 49)).isEqualTo(RED);
    }

    @Test
    void aBackgroundThatIsNotOpaqueGivesOpacity() {
        BufferedImage made =
                made(disc(100, 100, 50, 50, 20), "{'operation':'rotate','angle':45,'background':'#00000000'}");

        assertThat(made.getRGB(1, 1) >>> 24).isZero();
        assertThat(made.getRGB(71, 71)).isEqualTo(RED);
    }

    @Test
    void containPutsThePictureIntoTheMiddleOfTheBox() {
        BufferedImage made =
                made(FLOWERS, "{'operation':'resize','width':200,'height':300,'fit':'contain','background':'#102030'}");

        assertThat(made.getWidth()).isEqualTo(200);
        assertThat(made.getHeight()).isEqualTo(300);
        assertThat(made.getRGB(19, 150)).isEqualTo(made.getRGB(100, 69)).isEqualTo(0xff102030);
        assertThat(pixels(made.getSubimage(20, 70, 160, 160))).isEqualTo(pixels(PICTURE));
    }

    @ParameterizedTest
    @CsvSource({"false, 160", "true, 400"})
    void onlyWhatIsToBeEnlargedIs(boolean enlarge, int width) {
        BufferedImage made = made(FLOWERS, "{'operation':'resize','width':400,'enlarge':" + enlarge + "}");
        assertThat(made.getWidth()).isEqualTo(made.getHeight()).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"none, 100, 75", "centre, 100, 100", "attention, 100, 100"})
    void aThumbnailFitsASquare(String crop, int width, int height) {
        for (String file : new String[] {"products/books.jpg", "formats/animated-loop-3.gif"}) {
            byte[] source = Samples.read(file);
            EncodedRendition made =
                    only(source, renditions(Stream.of("{'operation':'thumbnail','size':100,'crop':'" + crop + "'}")));
            assertThat(made.width()).isEqualTo(width);
            ProcessedImage again = runner.run(made.bytes(), List.of());
            assertThat(again.frames()).isEqualTo(runner.run(source, List.of()).frames());
            if (file.endsWith("jpg")) {
                assertThat(made.height()).isEqualTo(height);
            }
        }
    }

    @Test
    void whatWouldHaveMorePixelsThanASourceMayIsNotMade() {
        for (String step : new String[] {
            "{'operation':'resize','width':16384,'enlarge':true}",
            "{'operation':'resize','width':16384,'height':16384,'fit':'contain'}"
        }) {
            assertThatExceptionOfType(ImageFailureException.class)
                    .isThrownBy(() -> made(FLOWERS, step))
                    .returns(FailureReason.TOO_MANY_PIXELS, ImageFailureException::reason);
        }
    }
}
