package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.image.Signature;
import dev.halftone.outcome.Ending;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of real files, seen by other decoders than the one that made it. */
class RenditionsTest extends RenditionCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formats/16-bit-grey-alpha.png",
                "formats/4.webp",
                "formats/5_webp_a.webp",
                "formats/8bit_depth.tiff",
                "formats/Channel_digital_image_CMYK_color.jpg",
                "formats/Landscape_6.jpg",
                "formats/animated-loop-3.gif",
                "formats/animated-loop-3.webp",
                "formats/blackbug.png",
                "formats/flowers.jpeg",
                "formats/full-transparent.png",
                "formats/grey-8bit-alpha.png",
                "formats/p3.png",
                "formats/prophoto.png",
                "formats/rotating-squares.gif",
                "formats/sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif",
                "formats/swiss.png",
                "products/books.jpg",
                "products/man-t-shirt-01.jpg",
                "products/blue-plimsolls-1.png"
            })
    void halfMeansHalfOrSaysWhyNot(String file) {
        byte[] source = Samples.read(file);
        EncodedRendition half = only(source, Samples.HALF);

        switch (Objects.requireNonNull(half.ending())) {
            case TARGET_MET -> assertThat(half.bytes().length).isLessThanOrEqualTo(source.length / 2);
            case QUALITY_FLOOR -> assertThat(half.bytes().length).isBetween(source.length / 2 + 1, source.length - 1);
            case ALREADY_SMALL -> assertThat(half.bytes()).isEqualTo(source);
        }
        assertThat(Signature.of(half.bytes())).contains(half.format());
    }

    @ParameterizedTest
    @CsvSource({"Landscape_6.jpg, 600, 450", "Portrait_8.jpg, 450, 600"})
    void orientationIsApplied(String file, int width, int height) {
        EncodedRendition half = only(Samples.read("formats/" + file), Samples.HALF);

        assertThat(half.width()).isEqualTo(width);
        assertThat(half.height()).isEqualTo(height);
        assertThat(Samples.decoded(half.bytes()))
                .returns(width, BufferedImage::getWidth)
                .returns(height, BufferedImage::getHeight);
        assertThat(new String(half.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    /** The red flower of the photo grows at the left, below the middle. */
    @Test
    void turnedPixelsLieWhereTheyShould() {
        BufferedImage upright = Samples.decoded(
                only(Samples.read("formats/Landscape_6.jpg"), Samples.HALF).bytes());
        List<int[]> red = new ArrayList<>();
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                int pixel = upright.getRGB(x, y);
                if ((pixel >> 16 & 0xff) > 150 && (pixel >> 8 & 0xff) < 70) {
                    red.add(new int[] {x, y});
                }
            }
        }
        assertThat(red).hasSizeGreaterThan(500);
        assertThat(red.stream().mapToInt(place -> place[0]).average().orElseThrow())
                .isBetween(0.2 * 600, 0.45 * 600);
        assertThat(red.stream().mapToInt(place -> place[1]).average().orElseThrow())
                .isBetween(0.5 * 450, 0.8 * 450);
    }

    @ParameterizedTest
    @EnumSource(names = "TIFF", mode = EnumSource.Mode.EXCLUDE)
    void everyFormatBecomesEveryOther(ImageFormat target) {
        for (String source : List.of("flowers.jpeg", "grey-8bit-alpha.png", "5_webp_a.webp", "8bit_depth.tiff")) {
            EncodedRendition made = only(
                    Samples.read("formats/" + source),
                    Samples.pipeline("[{\"operation\":\"convert\",\"format\":\"" + target.wireName() + "\"}]"));
            ProcessedImage again = runner.run(made.bytes(), List.of());
            assertThat(again.format()).isEqualTo(target).isEqualTo(made.format());
            assertThat(again.width()).isEqualTo(made.width());
            assertThat(again.height()).isEqualTo(made.height());
            assertThat(made.ending()).isNull();
        }
    }

    @Test
    void severalRenditionsComeOfOneSourceInTheirOrder() {
        List<Rendition> renditions = List.of(
                new Rendition(
                        "card",
                        Samples.pipeline("[{\"operation\":\"resize\",\"width\":300}]")
                                .getFirst()
                                .pipeline()),
                new Rendition(
                        "thumb",
                        Samples.pipeline(
                                        "[{\"operation\":\"resize\",\"width\":100,\"height\":100,\"fit\":\"cover\"},{\"operation\":\"convert\",\"format\":\"webp\"}]")
                                .getFirst()
                                .pipeline()));
        ProcessedImage image = runner.run(Samples.read("products/books.jpg"), renditions);

        assertThat(image.renditions()).extracting(EncodedRendition::rendition).isEqualTo(renditions);
        assertThat(image.renditions()).extracting(EncodedRendition::width).containsExactly(300, 100);
        assertThat(image.renditions()).extracting(EncodedRendition::height).containsExactly(225, 100);
        assertThat(image.renditions())
                .extracting(EncodedRendition::format)
                .containsExactly(ImageFormat.JPEG, ImageFormat.WEBP);
    }

    /** The thumbnail alone lets the decoder shrink, the full size beside it does not. */
    @Test
    void shrinkingWhileDecodingLooksTheSame() {
        String thumb = "[{\"operation\":\"resize\",\"width\":120},{\"operation\":\"convert\",\"format\":\"png\"}]";
        BufferedImage alone = Samples.decoded(only(Samples.read("formats/flowers.jpeg"), Samples.pipeline(thumb))
                .bytes());
        List<Rendition> both = List.of(
                Samples.pipeline(thumb).getFirst(),
                new Rendition("full", Samples.pipeline(TO_PNG).getFirst().pipeline()));
        BufferedImage beside = Samples.decoded(runner.run(Samples.read("formats/flowers.jpeg"), both)
                .renditions()
                .getFirst()
                .bytes());

        assertThat(alone.getWidth()).isEqualTo(beside.getWidth()).isEqualTo(120);
        for (int y = 0; y < alone.getHeight(); y += 3) {
            for (int x = 0; x < alone.getWidth(); x += 3) {
                assertThat(alone.getRGB(x, y) >> 8 & 0xff).isCloseTo(beside.getRGB(x, y) >> 8 & 0xff, within(12));
            }
        }
    }

    @Test
    void aQualityIsTheEncodersNumber() {
        EncodedRendition made = only(
                Samples.read("products/books.jpg"), Samples.pipeline("[{\"operation\":\"compress\",\"quality\":50}]"));

        assertThat(made.quality()).isEqualTo(50);
        assertThat(made.ending()).isNull();
        assertThat(JpegStructure.coarseness(Bytes.of(made.bytes())).orElseThrow())
                .isCloseTo(1, within(0.02));
    }

    @Test
    void theSameSourceAndPipelineGiveTheSameBytes() {
        for (String file : List.of(
                "products/books.jpg",
                "products/blue-plimsolls-1.png",
                "formats/animated-loop-3.gif",
                "formats/4.webp")) {
            assertThat(only(Samples.read(file), Samples.HALF).bytes())
                    .isEqualTo(only(Samples.read(file), Samples.HALF).bytes());
        }
    }

    @Test
    void aSourceThatCannotGetSmallerIsKeptAsItIs() {
        byte[] source = Samples.read("formats/full-transparent.png");
        EncodedRendition made = only(source, Samples.HALF);

        assertThat(made.ending()).isEqualTo(Ending.ALREADY_SMALL);
        assertThat(made.bytes()).isEqualTo(source);
    }

    /** Its EXIF names the place it was taken at, perhaps; so it is made smaller with less quality rather than kept. */
    @Test
    void aSourceWithMetadataIsNotKept() {
        byte[] coarse = only(
                        Samples.read("formats/Portrait_8.jpg"),
                        Samples.pipeline("[{\"operation\":\"compress\",\"quality\":15}]"))
                .bytes();
        byte[] tagged = withSegment(coarse, 0xe1, "Exif\0\0MM\0*\0\0\0\u0008\0\0\0\0\0\0");
        EncodedRendition plain = only(coarse, Samples.HALF);
        EncodedRendition made = only(tagged, Samples.HALF);

        assertThat(plain.ending()).isEqualTo(Ending.ALREADY_SMALL);
        assertThat(plain.bytes()).isEqualTo(coarse);
        assertThat(made.ending()).isEqualTo(Ending.QUALITY_FLOOR);
        assertThat(made.bytes()).hasSizeLessThan(tagged.length);
        assertThat(made.quality()).isBetween(5, 39);
    }

    private static byte[] withSegment(byte[] jpeg, int marker, String content) {
        byte[] data = content.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + 4 + data.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void convertingToALargerFormatNeverGrows() {
        byte[] source = Samples.read("formats/flowers.jpeg");
        EncodedRendition made = only(
                source,
                Samples.pipeline(
                        "[{\"operation\":\"convert\",\"format\":\"png\"},{\"operation\":\"compress\",\"ratio\":0.5}]"));

        assertThat(made.bytes()).hasSizeLessThan(source.length + 1);
        assertThat(made.format()).isEqualTo(made.ending() == Ending.ALREADY_SMALL ? ImageFormat.JPEG : ImageFormat.PNG);
    }
}
